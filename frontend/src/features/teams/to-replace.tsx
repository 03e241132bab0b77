import { Group, List, Text } from '@mantine/core';
import { hasRole, useSession } from '@/api/session';
import { MoveLink } from '@/appointment/move-link';
import { exact } from '@/lib/dates';
import { Section } from '@/ui/section';
import type { ToReplace } from './queries';
import { useTexts } from './texts';

/** Appointments with somebody who will not come: the coordination moves them to the free slots of the act. */
export function ToReplaceList({ waiting }: { waiting: ToReplace[] }) {
  const t = useTexts();
  const moves = hasRole(useSession(), 'care_coordinator', 'director');
  return (
    <Section title={t('toReplace.title')}>
      <Text size="sm" mb="xs">
        {t(moves ? 'toReplace.how' : 'toReplace.ask')}
      </Text>
      <List listStyleType="none" spacing="xs">
        {waiting.map((one) => (
          <List.Item key={one.appointment_id}>
            <Group gap="sm">
              <Text>{t('toReplace.one', { when: exact(one.starts_at), name: one.professional_name })}</Text>
              {moves && (
                <MoveLink appointment={{ ...one, professional_id: null }}>
                  <span className="vh"> – {exact(one.starts_at)}</span>
                </MoveLink>
              )}
            </Group>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
