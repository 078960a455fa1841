/** Playing and stopping the sample incident, from wherever it is asked. Nothing happens in silence. */
import { call } from '../session/me.ts';
import { toast } from '../ui/toasts.ts';

export async function playSample(go: (path: string) => void): Promise<void> {
  const answer = await call<{ id: string }>('POST', '/api/sample', {});
  if (answer.ok) return go(`/rooms/${answer.body.id}`);
  toast({ tone: 'refused', text: answer.message });
}

export async function stopSample(): Promise<void> {
  const answer = await call('DELETE', '/api/sample');
  toast(
    answer.ok ? { tone: 'done', text: 'The sample incident was stopped.' } : { tone: 'refused', text: answer.message },
  );
}
