import { dayAndMonth } from '@/lib/dates';
import codes from '@/locales/fr/problems.json';

interface FieldError {
  /** Path of the field in what was sent, « patient.birth.date ». */
  field: string;
  /** The rule that the field breaks. */
  rule: string;
  detail: string;
}

/** A refusal of the server (RFC 9457), named after the rule that refused. Status 0: no answer at all. */
export class Problem extends Error {
  readonly status: number;
  readonly rule: string;
  readonly requestId: string | null;
  readonly fields: FieldError[];
  readonly members: Record<string, unknown>;

  constructor(status: number, body?: unknown, requestId: string | null = null) {
    const document = isRecord(body) ? body : {};
    super(typeof document.detail === 'string' ? document.detail : `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.rule = ruleOf(document.type);
    this.requestId = requestId ?? (typeof document.request_id === 'string' ? document.request_id : null);
    this.fields = fieldErrors(document.errors);
    this.members = document;
  }

  /** The sentence of the rule itself, when it has one: more than « some answers are to be corrected ». */
  get ownSentence(): string | undefined {
    const rules: Record<string, string> = codes.rule;
    return this.rule === 'invalid-input' ? undefined : rules[this.rule];
  }

  /** Not a word on what was asked: no answer came, the session was over, or the server could not. The same may be sent
   * again as it is. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500;
  }

  /** What a person reads: the sentence of the rule, else of the status; and the day that it is about, if it names one. */
  get sentence(): string {
    const statuses: Record<string, string> = codes.status;
    const said = sentenceOf(this.rule) ?? statuses[this.status] ?? statuses['500'] ?? this.message;
    return typeof this.members.day === 'string' ? `${said} (${dayAndMonth(this.members.day)})` : said;
  }
}

/** Why a rule refuses, in French; undefined for a rule that is newer than this build. */
export function sentenceOf(rule: string): string | undefined {
  const rules: Record<string, string> = codes.rule;
  return rules[rule];
}

/** Any thrown value as a Problem: a refused request keeps its rule, a fallen network is status 0. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, { detail: String(error) });
}

function ruleOf(type: unknown): string {
  if (typeof type !== 'string' || type === 'about:blank') return '';
  return type.split(/[/#:]/).at(-1) ?? '';
}

function fieldErrors(errors: unknown): FieldError[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(isRecord).map((error) => ({
    field: fieldPath(error.field ?? error.pointer ?? error.loc),
    rule: String(error.rule ?? error.code ?? error.type ?? ''),
    detail: String(error.detail ?? error.message ?? error.msg ?? ''),
  }));
}

function fieldPath(value: unknown): string {
  if (Array.isArray(value)) return value.filter((part) => part !== 'body').join('.');
  return String(value ?? '')
    .replace(/^[#/]*(body[./])?/, '')
    .replaceAll('/', '.');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
