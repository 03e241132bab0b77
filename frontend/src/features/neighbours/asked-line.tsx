import { Button, Group, Text } from '@mantine/core';
import { dayAndHour } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { type Asked, type Received, useHear } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { notifyDone } from '@/ui/notify';

/** Whose word may still come, or change, on the telephone. */
const HEARD = ['asked', 'silent', 'yes', 'no'];
const SAID = { yes: 'vert', no: 'ardoise' } as const;

/** One of ours who was asked, and what he says when the coordinator calls him. */
export function AskedLine({ received, asked }: { received: Received; asked: Asked }) {
  const t = useNeighbourTexts();
  const codes = useCodes();
  const hear = useHear(received.crossing_id);
  const isHeard = received.state !== 'chosen' && received.state !== 'ended' && HEARD.includes(asked.state);
  const say = (answer: 'yes' | 'no') =>
    hear.mutate(
      { solicitation_id: asked.solicitation_id, answer },
      { onSuccess: () => notifyDone(t(`received.heard.${answer}`, { name: asked.name })) },
    );
  return (
    <Group gap="xs" justify="space-between">
      <Text size="sm">
        {t('received.asked', { name: asked.name, state: codes(`solicitationState.${asked.state}`) })}
        {asked.state === 'asked' && `, ${t('received.before', { at: dayAndHour(asked.answer_by) })}`}
      </Text>
      {isHeard && (
        <Group gap={6} className="no-print">
          {(['yes', 'no'] as const)
            .filter((answer) => answer !== asked.state)
            .map((answer) => (
              <Button
                key={answer}
                size="compact-sm"
                variant="light"
                color={SAID[answer]}
                loading={hear.isPending}
                onClick={() => say(answer)}
              >
                {t(`received.says.${answer}`)}
                <span className="vh"> – {asked.name}</span>
              </Button>
            ))}
        </Group>
      )}
    </Group>
  );
}
