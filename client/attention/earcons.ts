/**
 * Three sounds that cannot be mistaken for each other, generated here: ask (two notes up, someone wants you), overdue
 * (three low knocks, a deadline has passed), command (a chord, command concerns you). A browser is silent until the
 * person has pressed something.
 */
export type Earcon = 'ask' | 'overdue' | 'command';

interface Note {
  readonly hertz: number;
  readonly from: number;
  readonly seconds: number;
}

const NOTES: Readonly<Record<Earcon, readonly Note[]>> = {
  ask: [
    { hertz: 660, from: 0, seconds: 0.16 },
    { hertz: 880, from: 0.17, seconds: 0.28 },
  ],
  overdue: [
    { hertz: 220, from: 0, seconds: 0.12 },
    { hertz: 220, from: 0.2, seconds: 0.12 },
    { hertz: 196, from: 0.4, seconds: 0.24 },
  ],
  command: [
    { hertz: 392, from: 0, seconds: 0.7 },
    { hertz: 587, from: 0.08, seconds: 0.7 },
    { hertz: 784, from: 0.16, seconds: 0.8 },
  ],
};

const LOUDNESS = 0.16;
let context: AudioContext | null = null;

/** The first press or key in this page lets sounds through; the Join click is one. */
export function unlockSound(): void {
  const unlock = (): void => {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
  };
  for (const kind of ['pointerdown', 'keydown'] as const)
    window.addEventListener(kind, unlock, { capture: true, passive: true });
}

export function play(earcon: Earcon): void {
  if (context === null || context.state !== 'running') return;
  for (const note of NOTES[earcon]) sound(context, note);
}

function sound(audio: AudioContext, { hertz, from, seconds }: Note): void {
  const [start, end] = [audio.currentTime + from, audio.currentTime + from + seconds];
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = 'triangle';
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, end);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(end);
}
