import { Badge, Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { exact, shortDayAndHour, tableDay } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { Section } from '@/ui/section';
import { RegisterSystemDialog } from './register-system-dialog';
import { SystemCalls } from './system-calls';
import { type PartnerSystem, systemsQuery, useRevokeSystem } from './systems-queries';
import { useTexts } from './texts';

/** The software of partners that asks in its own name: what each may do, and the door to shut. */
export function PartnerSystems() {
  const t = useTexts();
  const query = useQuery(systemsQuery);
  const [isRegistering, setRegistering] = useState(false);
  const [revoked, setRevoked] = useState<PartnerSystem | null>(null);
  const items = query.data?.items ?? [];
  return (
    <Section title={t('systems.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('systems.text')}</Text>
        <ListFaces
          query={query}
          isEmpty={items.length === 0}
          empty={<EmptyFace>{t('systems.empty')}</EmptyFace>}
        >
          {items.map((one) => (
            <SystemCard key={one.system_id} system={one} onRevoke={() => setRevoked(one)} />
          ))}
        </ListFaces>
        {query.data && (
          <Group>
            <Button variant="default" onClick={() => setRegistering(true)}>
              {t('systems.register.open')}
            </Button>
          </Group>
        )}
      </Stack>
      {isRegistering && <RegisterSystemDialog onClose={() => setRegistering(false)} />}
      {revoked && <RevokeDialog system={revoked} onClose={() => setRevoked(null)} />}
    </Section>
  );
}

function SystemCard({ system, onRevoke }: { system: PartnerSystem; onRevoke: () => void }) {
  const t = useTexts();
  const [isOpened, setOpened] = useState(false);
  return (
    <Paper withBorder p="sm" component="article" aria-label={system.name}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div>
          <Title order={3} size="h5">
            {system.name}
          </Title>
          <Text size="sm">
            {system.scopes.map((scope) => t(`systems.scope.${scope}`)).join(' · ')}
            {system.cpts && ` · ${system.cpts.name}`}
          </Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t(`systems.proof.${system.proof}`)} · {system.contact}
          </Text>
        </div>
        <Badge variant="light" radius="sm" color={system.revoked_at ? 'ardoise' : 'vert'}>
          {t(system.revoked_at ? 'systems.revoked' : 'systems.open')}
        </Badge>
      </Group>
      <Text size="sm">
        {t('systems.clientId')} <Code style={{ overflowWrap: 'anywhere' }}>{system.system_id}</Code>
      </Text>
      <Text size="sm" c="dimmed">
        {t('systems.registered', { day: tableDay(system.registered_at), name: system.registered_by })}
        {system.revoked_at &&
          ` · ${t('systems.revokedOn', { day: tableDay(system.revoked_at), name: system.revoked_by ?? '' })}`}
      </Text>
      <Text size="sm" title={system.last_call_at ? exact(system.last_call_at) : undefined}>
        {system.last_call_at
          ? t('systems.lastCall', {
              when: shortDayAndHour(system.last_call_at),
              count: system.calls_last_day,
            })
          : t('systems.neverCalled')}
      </Text>
      <Group gap="xs" mt="xs">
        <Button
          variant="default"
          size="compact-md"
          aria-expanded={isOpened}
          onClick={() => setOpened(!isOpened)}
        >
          {t('systems.calls.title')}
          <span className="vh"> {system.name}</span>
        </Button>
        {!system.revoked_at && (
          <Button variant="default" size="compact-md" onClick={onRevoke}>
            {t('systems.revoke.open')}
            <span className="vh"> {system.name}</span>
          </Button>
        )}
      </Group>
      {isOpened && <SystemCalls systemId={system.system_id} />}
    </Paper>
  );
}

function RevokeDialog({ system, onClose }: { system: PartnerSystem; onClose: () => void }) {
  const t = useTexts();
  const revoke = useRevokeSystem();
  const done = () => {
    notifyDone(t('systems.revoke.done', { name: system.name }));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={t('systems.revoke.title', { name: system.name })}
      act={t('systems.revoke.act')}
      busy={revoke.isPending}
      onClose={onClose}
      onConfirm={() => revoke.mutate(system.system_id, { onSuccess: done, onError: notifyRefusal })}
    >
      <Text>{t('systems.revoke.text')}</Text>
    </ConfirmDialog>
  );
}
