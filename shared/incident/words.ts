/**
 * What can be said about the incident itself: declared, named, given a severity and a status, closed, reopened. Also
 * home of the room's policy: the numbers that an administrator may set for one room when it is declared.
 */
import { z } from 'zod';
import { clearable, httpsUrl, id, line, text, uuid, type Said } from '../texts.ts';
import type { Instant } from '../instants.ts';

export const severity = z.literal([1, 2, 3, 4]);
export const status = z.enum(['investigating', 'identified', 'mitigated', 'monitoring', 'resolved']);
export const kind = z.enum(['incident', 'security', 'drill']);
export type Severity = z.infer<typeof severity>;
export type Status = z.infer<typeof status>;

const seconds = z.int().min(1).max(86_400);
/**
 * The numbers of a room, in seconds unless said otherwise; fixed at declaration. Defaults: DEFAULT_POLICY in policy.ts.
 */
export const policy = z.strictObject({
  offerSeconds: seconds,
  deputyAfterSeconds: seconds,
  anyoneAfterSeconds: seconds,
  challengeSeconds: seconds,
  provisionalChallengeSeconds: seconds,
  firstUpdateSeconds: seconds,
  graceSeconds: seconds,
  firstCommand: z.enum(['declarer', 'trained']),
  /** A task unanswered this long reminds its owner; twice as long tells the deputy. */
  acknowledgeSeconds: seconds,
  /** How long a proposal waits for strong objections. */
  objectionSeconds: seconds,
  /** One hour of command, as the prompts against fatigue count it. */
  commandHourSeconds: seconds,
});
export type Policy = z.infer<typeof policy>;

const criterion = z.strictObject({ id, text: line(300), met: z.boolean() });
/**
 * An impacted service as it was when it was put here: the workspace's map may change, the record does not. `owner`: a
 * person of the workspace.
 */
const service = z.strictObject({ id, name: line(80), owner: id.optional() });
export type ImpactedService = z.infer<typeof service>;
/** The impacted services, when they are known already. */
const services = z.array(service).max(30).optional();
const waiver = z.strictObject({ criterion: id, why: line(300) });
export type Criterion = z.infer<typeof criterion>;
const namesEachOnce = (criteria: readonly Criterion[]): boolean =>
  new Set(criteria.map(({ id }) => id)).size === criteria.length;

export const commands = {
  'incident.declare': z.strictObject({ title: line(200), severity, impact: text.optional(), services, kind, policy }),
  'incident.retitle': z.strictObject({ title: line(200) }),
  /**
   * `impact`: what customers feel, asked first; goes into the Now block in the same commit. `seen`: the block's version
   * on the writer's screen.
   */
  'incident.set-severity': z.strictObject({
    severity,
    why: line(300),
    impact: text.optional(),
    seen: z.int().min(0).optional(),
  }),
  /** Once for each person until the severity is set: no debate. */
  'incident.suggest-severity': z.strictObject({ severity, why: line(300) }),
  /** The commander's no to what was suggested. */
  'incident.keep-severity': z.strictObject({ why: line(300).optional() }),
  'incident.set-status': z.strictObject({ status, why: line(300).optional() }),
  'incident.set-now': z.strictObject({
    impact: clearable.optional(),
    known: clearable.optional(),
    plan: clearable.optional(),
    /** Each with an id of its own: one waiver must not stand for two. */
    exitCriteria: z.array(criterion).max(20).refine(namesEachOnce, 'names an id twice').optional(),
    /** The Now block's version that the writer had on screen. */
    seen: z.int().min(0),
  }),
  'incident.set-links': z.strictObject({
    bridge: httpsUrl.nullable().optional(),
    procedure: httpsUrl.nullable().optional(),
  }),
  'incident.set-services': z.strictObject({ services: z.array(service).max(30) }),
  /** `stays`: who stays reachable after the close. */
  'incident.close': z.strictObject({
    waived: z.array(waiver).max(20).optional(),
    reviewOwner: id.optional(),
    stays: z.array(id).max(50).optional(),
    duplicateOf: id.optional(),
  }),
  'incident.reopen': z.strictObject({ why: line(300) }),
};

export const events = {
  /** A number that its server did not know yet is missing: the default holds. */
  'incident.declared': z.object({
    title: z.string(),
    severity,
    impact: z.string().optional(),
    services: z.array(service).optional(),
    kind,
    policy: policy.partial(),
  }),
  'incident.retitled': z.object({ title: z.string(), from: z.string() }),
  'incident.severity-set': z.object({ severity, from: severity, why: z.string() }),
  'incident.severity-suggested': z.object({ severity, by: id, why: z.string() }),
  'incident.severity-kept': z.object({ severity, why: z.string().optional() }),
  'incident.status-set': z.object({ status, from: status, why: z.string().optional() }),
  /** Only the fields that changed; `version` is the Now block's new version. */
  'incident.now-set': z.object({
    impact: z.string().optional(),
    known: z.string().optional(),
    plan: z.string().optional(),
    exitCriteria: z.array(criterion).optional(),
    version: z.int(),
  }),
  'incident.links-set': z.object({
    bridge: z.string().nullable().optional(),
    procedure: z.string().nullable().optional(),
  }),
  'incident.services-set': z.object({ services: z.array(service) }),
  'incident.closed': z.object({
    waived: z.array(waiver),
    reviewOwner: id.optional(),
    stays: z.array(id).optional(),
    duplicateOf: id.optional(),
  }),
  'incident.reopened': z.object({ why: z.string() }),
};

/** `POST /api/rooms`, as it comes in. */
export const declaration = z.strictObject({
  id: uuid.optional(),
  title: line(200),
  severity,
  impact: text.optional(),
  services,
  kind: kind.optional(),
  private: z.boolean().optional(),
  policy: policy.partial().optional(),
});

export type IncidentCommand = Said<typeof commands>;
export type IncidentEvent = Said<typeof events>;

/** One field of the Now block: its text and who wrote it when; `version` is the block's version that brought it. */
export interface NowField<Value> {
  readonly value: Value;
  readonly version: number;
  readonly by: string;
  readonly at: Instant;
}

export interface IncidentState {
  readonly declaredAt: Instant | null;
  readonly declaredBy: string | null;
  readonly title: string;
  readonly severity: Severity;
  readonly status: Status;
  /** Since when this status holds. */
  readonly statusSince: Instant | null;
  readonly kind: z.infer<typeof kind>;
  readonly now: {
    readonly version: number;
    readonly impact: NowField<string> | null;
    readonly known: NowField<string> | null;
    readonly plan: NowField<string> | null;
    readonly exitCriteria: NowField<readonly Criterion[]> | null;
  };
  readonly links: { readonly bridge: string | null; readonly procedure: string | null };
  readonly closedAt: Instant | null;
  readonly reviewOwner: string | null;
  readonly stays: readonly string[];
  readonly duplicateOf: string | null;
  readonly services: readonly ImpactedService[];
  /** Every severity it had, oldest first, with the line that said why; at most the newest thirty. */
  readonly severities: ReadonlyArray<{
    readonly severity: Severity;
    readonly why: string | null;
    readonly by: string;
    readonly at: Instant;
  }>;
  /** What others suggested since the severity was last set; `answered`: the commander kept it as it was. */
  readonly suggestions: ReadonlyArray<{
    readonly severity: Severity;
    readonly why: string;
    readonly by: string;
    readonly at: Instant;
    readonly answered: boolean;
  }>;
  readonly policy: Policy;
}

export type IncidentRefusal =
  | 'incident.already-declared'
  | 'incident.closed'
  | 'incident.not-closed'
  | 'incident.unchanged'
  | 'incident.now-changed'
  | 'incident.criteria-open'
  | 'incident.already-suggested'
  | 'incident.set-it-yourself'
  | 'incident.nothing-suggested'
  | 'incident.unknown-person'
  | 'incident.unknown-original'
  | 'incident.private-not-yet';
