import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { asProblem } from '@/api/problem';
import { i18n } from '@/lib/i18n';

const UNDO_MS = 8_000;
const t = i18n.getFixedT('fr', 'common');

export function notifyDone(message: string): void {
  notifications.show({ message, color: 'vert', role: 'status', autoClose: UNDO_MS });
}

/** The act is done at once; « Annuler » stays 8 s, then the timeline remembers. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: UNDO_MS,
    color: 'petrole',
    role: 'status',
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          variant="default"
          size="compact-sm"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {t('actions.undo')}
        </Button>
      </Group>
    ),
  });
}

/** An act that the server refused, in the words of the rule. */
export function notifyRefusal(error: unknown): void {
  const problem = asProblem(error);
  const id = problem.requestId;
  notifications.show({
    title: t('errors.actFailed'),
    message: id ? `${problem.sentence} ${t('errors.requestId', { id })}` : problem.sentence,
    color: 'rouge',
    role: 'alert',
    autoClose: 12_000,
  });
}
