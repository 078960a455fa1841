/** Where attachments are kept, and how much of them. */
import { z } from 'zod';
import { BadConfig, positive, protocolOf, valuesOf, type Environment, type Rule } from './rule.ts';

export interface AttachmentsConfig {
  /** Attachments of all rooms together, in MB. */
  readonly mostMb: number;
  /** Where their bytes are kept; null: in Redis. */
  readonly s3: S3Config | null;
}

export interface S3Config {
  readonly endpoint: URL;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const s3Key = z.string().regex(/^[\x21-\x7e]{1,200}$/);

const RULES = {
  ATTACHMENTS_MOST_MB: { schema: positive(7, 2048), allowed: 'a whole number of megabytes from 1 to 9999999' },
} satisfies Record<string, Rule>;

const S3_RULES = {
  S3_ENDPOINT: {
    schema: z
      .string()
      .refine((value) => /^https?:$/.test(protocolOf(value)) && !/[?#@]/.test(value))
      .transform((value) => new URL(value))
      .optional(),
    allowed: 'an http or https address such as https://s3.example.org, without a question mark or a password',
  },
  S3_BUCKET: {
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional(),
    allowed: 'a bucket of 3 to 63 small letters, digits, dots and dashes',
  },
  S3_REGION: {
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .optional(),
    allowed: 'a region such as eu-central-1, or auto',
  },
  S3_ACCESS_KEY_ID: { schema: s3Key.optional(), allowed: 'an access key without spaces', secret: true },
  S3_SECRET_ACCESS_KEY: { schema: s3Key.optional(), allowed: 'a secret key without spaces', secret: true },
} satisfies Record<string, Rule>;

export const attachmentsConfig = (environment: Environment): AttachmentsConfig => ({
  mostMb: valuesOf(RULES, environment).ATTACHMENTS_MOST_MB,
  s3: s3Config(environment),
});

/** All five or none: half a store would be found out only by the first picture. */
function s3Config(environment: Environment): S3Config | null {
  const values = valuesOf(S3_RULES, environment);
  const {
    S3_ENDPOINT: endpoint,
    S3_BUCKET: bucket,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = values;
  if (endpoint && bucket && region && accessKeyId && secretAccessKey)
    return { endpoint, bucket, region, accessKeyId, secretAccessKey };
  const missing = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === Object.keys(S3_RULES).length) return null;
  throw new BadConfig(
    `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing; to keep attachments in an S3 store set all of ${Object.keys(S3_RULES).join(', ')}, else none.`,
  );
}
