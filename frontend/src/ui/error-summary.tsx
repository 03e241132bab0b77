import { Alert, Anchor, List, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { asProblem, type Problem } from '@/api/problem';
import { useCommon } from '@/lib/i18n';

export interface FieldFault {
  /** The `id` of the field in the page; absent when the fault is of no field. */
  fieldId?: string;
  sentence: string;
}

interface ErrorSummaryProps {
  faults: FieldFault[];
  /** Changes at each refused attempt, so that the summary takes the focus again. */
  attempt: number;
  requestId?: string | null;
}

/** « Il y a un problème »: focused at each refused attempt, each line leads to its field. */
export function ErrorSummary({ faults, attempt, requestId }: ErrorSummaryProps) {
  const t = useCommon();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt takes the focus, a new keystroke does not
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [attempt]);
  if (faults.length === 0) return null;
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      variant="outline"
      color="rouge"
      title={t('errors.summary')}
      styles={{ title: { fontSize: '1.05rem' } }}
    >
      <List spacing={4}>
        {faults.map((fault) => (
          <List.Item key={`${fault.fieldId}-${fault.sentence}`}>
            <FaultLine fault={fault} />
          </List.Item>
        ))}
      </List>
      {requestId && (
        <Text size="sm" mt="xs">
          {t('errors.requestId', { id: requestId })}
        </Text>
      )}
    </Alert>
  );
}

/** What the server refused of a form, where it was sent from. */
export function RefusedForm({ act }: { act: { error: unknown; failureCount: number } }) {
  return act.error ? (
    <ErrorSummary faults={faultsOf(asProblem(act.error))} attempt={act.failureCount} />
  ) : null;
}

function FaultLine({ fault }: { fault: FieldFault }) {
  const id = fault.fieldId;
  if (!id) return fault.sentence;
  return (
    <Anchor
      href={`#${id}`}
      c="rouge.9"
      onClick={(event) => {
        event.preventDefault();
        focusField(id);
      }}
    >
      {fault.sentence}
    </Anchor>
  );
}

function focusField(id: string) {
  const target = document.getElementById(id);
  const focusable = target?.matches('input,select,textarea,button')
    ? target
    : target?.querySelector<HTMLElement>('input,select,textarea,button');
  (focusable ?? target)?.focus();
  target?.scrollIntoView({ block: 'center' });
}

/**
 * Lines for a server's refusal. `fieldIds` maps the path of the API (« patient.birth ») to the field of
 * the page and its sentence; a path finds its closest known ancestor. A rule with a sentence of its own says it.
 */
export function faultsOf(problem: Problem, fieldIds: Record<string, FieldFault> = {}): FieldFault[] {
  const known = problem.fields
    .map((error) => closest(error.field, fieldIds))
    .filter((fault): fault is FieldFault => fault !== undefined)
    .map((fault) => (problem.ownSentence ? { ...fault, sentence: problem.ownSentence } : fault));
  if (known.length > 0) return [...new Map(known.map((fault) => [fault.sentence, fault])).values()];
  return [{ sentence: problem.sentence }];
}

function closest(path: string, fieldIds: Record<string, FieldFault>): FieldFault | undefined {
  const parts = path.split('.');
  while (parts.length > 0) {
    const fault = fieldIds[parts.join('.')];
    if (fault) return fault;
    parts.pop();
  }
  return undefined;
}
