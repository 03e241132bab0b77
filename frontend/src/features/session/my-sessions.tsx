import { Badge, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { components } from '@/api/accounts.gen';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import { exact } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useTexts } from './texts';

type OpenSession = components['schemas']['OpenSession'];

const sessionsQuery = queryOptions({
  queryKey: ['accounts', 'sessions'],
  staleTime: 0,
  queryFn: () => body(api.GET('/api/accounts/v1/sessions')),
});

/** Where one is signed in; a session left open on a lost phone is ended from here. */
export default function MySessions({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const sessions = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) =>
      api.DELETE('/api/accounts/v1/sessions/{session_id}', { params: { path: { session_id: id } } }),
    onSuccess: () => notifyDone(t('sessions.ended')),
    onError: notifyRefusal,
    onSettled: useReadAgain(sessionsQuery.queryKey),
  });
  return (
    <Modal opened onClose={onClose} title={t('sessions.title')} size="lg">
      <ListFaces query={sessions}>
        <List listStyleType="none" spacing="md">
          {sessions.data?.items.map((one) => (
            <List.Item key={one.session_id} styles={{ itemWrapper: { display: 'block' } }}>
              <Group justify="space-between" wrap="nowrap" gap="sm">
                <Facts session={one} />
                {!one.is_this_one && (
                  <Button
                    variant="default"
                    loading={end.isPending && end.variables === one.session_id}
                    onClick={() => end.mutate(one.session_id)}
                  >
                    {t('sessions.end')}
                    <span className="vh"> – {deviceName(one.device)}</span>
                  </Button>
                )}
              </Group>
            </List.Item>
          ))}
        </List>
      </ListFaces>
    </Modal>
  );
}

function Facts({ session }: { session: OpenSession }) {
  const t = useTexts();
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={600}>{deviceName(session.device) || t('sessions.unknown')}</Text>
        {session.is_this_one && <Badge variant="light">{t('sessions.thisOne')}</Badge>}
      </Group>
      <Text size="sm" c="dimmed">
        {t('sessions.facts', { opened: exact(session.created_at), seen: exact(session.last_seen_at) })}
      </Text>
    </Stack>
  );
}

const BROWSERS = [
  ['Firefox', /Firefox\//],
  ['Edge', /Edg\//],
  ['Chrome', /Chrome\//],
  ['Safari', /Safari\//],
] as const;
const SYSTEMS = [
  ['Android', /Android/],
  ['iPhone', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['Mac', /Macintosh/],
  ['Linux', /Linux/],
] as const;

/** « Firefox, Windows » from what a browser says of itself; as it stands when it says nothing known. */
export function deviceName(agent: string): string {
  const name = (known: readonly (readonly [string, RegExp])[]) =>
    known.find(([, sign]) => sign.test(agent))?.[0];
  return [name(BROWSERS), name(SYSTEMS)].filter(Boolean).join(', ') || agent.slice(0, 60);
}
