import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Agenda, agendasQuery } from '@/agendas/queries';
import { hasRole, useSession } from '@/api/session';
import { codeLabel } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { Page } from '@/ui/page';
import { AgendaBoard } from './agenda-board';
import { AgendaDialog } from './agenda-dialog';
import { Connections } from './connections';
import { PublishDialog } from './publish-dialog';
import { useCloseAgenda } from './queries';
import { useTexts } from './texts';

interface AgendasPageProps {
  /** The agenda that is looked at. */
  chosen?: string;
  onChoose: (agendaId?: string) => void;
}

/** Agendas that nobody logs in to: a locum, a room, the lines of a centre. */
export function AgendasPage({ chosen, onChoose }: AgendasPageProps) {
  const t = useTexts();
  const mayMake = hasRole(useSession(), 'care_coordinator', 'director');
  const query = useQuery(agendasQuery);
  const [isMaking, setMaking] = useState(false);
  const agendas = query.data?.items ?? [];
  const agenda = agendas.find((one) => one.agenda_id === chosen);
  if (agenda) return <OneAgenda agenda={agenda} mayDescribe={mayMake} onBack={() => onChoose()} />;
  return (
    <Page
      title={t('agendas.title')}
      subtitle={t('agendas.subtitle')}
      actions={mayMake && <Button onClick={() => setMaking(true)}>{t('agendas.make')}</Button>}
    >
      <ListFaces
        query={query}
        isEmpty={agendas.length === 0}
        empty={<EmptyFace>{t('agendas.empty')}</EmptyFace>}
      >
        <Stack gap="xs">
          {agendas.map((one) => (
            <AgendaCard
              key={one.agenda_id}
              agenda={one}
              mayClose={mayMake}
              onOpen={() => onChoose(one.agenda_id)}
            />
          ))}
        </Stack>
      </ListFaces>
      {isMaking && <AgendaDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

const nameOf = ({ label, line }: Agenda) => (line ? `${label} ${line}` : label);

interface AgendaCardProps {
  agenda: Agenda;
  mayClose: boolean;
  onOpen: () => void;
}

function AgendaCard({ agenda, mayClose, onOpen }: AgendaCardProps) {
  const t = useTexts();
  const close = useCloseAgenda();
  const [isAsking, setAsking] = useState(false);
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between">
        <div>
          <Text fw={600}>{nameOf(agenda)}</Text>
          <Text size="sm">
            {[
              codeLabel('profession', agenda.profession_code),
              [agenda.street, agenda.postal_code].filter(Boolean).join(', '),
              agenda.responsible_name && t('agendas.answers', { name: agenda.responsible_name }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <Badge variant="outline">{t(`agendas.kind.${agenda.kind}`)}</Badge>
        </div>
        <Group gap="xs">
          <Button size="compact-md" onClick={onOpen}>
            {t('agendas.open')}
            <span className="vh"> {nameOf(agenda)}</span>
          </Button>
          {mayClose && (
            <Button variant="default" size="compact-md" onClick={() => setAsking(true)}>
              {t('agendas.close')}
              <span className="vh"> {nameOf(agenda)}</span>
            </Button>
          )}
        </Group>
      </Group>
      {isAsking && (
        <ConfirmDialog
          opened
          danger
          title={t('agendas.closeTitle', { name: nameOf(agenda) })}
          act={t('agendas.closeAct')}
          busy={close.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            close
              .mutateAsync(agenda.agenda_id)
              .then(() => notifyDone(t('agendas.closed')), notifyRefusal)
              .finally(() => setAsking(false))
          }
        >
          <Text>{t('agendas.closeText')}</Text>
        </ConfirmDialog>
      )}
    </Paper>
  );
}

interface OneAgendaProps {
  agenda: Agenda;
  mayDescribe: boolean;
  onBack: () => void;
}

function OneAgenda({ agenda, mayDescribe, onBack }: OneAgendaProps) {
  const t = useTexts();
  const me = useSession().professional_id;
  const [isPublishing, setPublishing] = useState(false);
  const [isDescribing, setDescribing] = useState(false);
  return (
    <Page
      title={nameOf(agenda)}
      subtitle={agenda.responsible_id === me ? t('subtitle') : t('agendas.responsibleWidens')}
      actions={
        <>
          <Button variant="default" onClick={onBack}>
            {t('agendas.back')}
          </Button>
          {mayDescribe && (
            <Button variant="default" onClick={() => setDescribing(true)}>
              {t('agendas.describe')}
            </Button>
          )}
          <Button onClick={() => setPublishing(true)}>{t('publish.title')}</Button>
        </>
      }
    >
      <AgendaBoard professionalId={agenda.agenda_id} />
      {agenda.responsible_id === me && <Connections professionalId={agenda.agenda_id} />}
      {isDescribing && <AgendaDialog agenda={agenda} onClose={() => setDescribing(false)} />}
      {isPublishing && (
        <PublishDialog professionalId={agenda.agenda_id} onClose={() => setPublishing(false)} />
      )}
    </Page>
  );
}
