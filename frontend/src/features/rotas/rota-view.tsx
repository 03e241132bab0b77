import { Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { hour, tableDay } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { DescribeDialog } from './describe-dialog';
import { Members } from './members';
import { Months } from './months';
import { buildsRotas, ownDuties, type RotaDetail, rotaQuery, useDrop, usePublish, useSolve } from './queries';
import { RulesBroken } from './rules-broken';
import { useTexts } from './texts';
import { MyWishes } from './wishes';

interface RotaViewProps {
  id: string;
  /** The month of the address. */
  asked?: string;
  onMonth: (month?: string) => void;
  onDropped: () => void;
}

export function RotaView({ id, asked, onMonth, onDropped }: RotaViewProps) {
  const t = useTexts();
  const session = useSession();
  const query = useQuery(rotaQuery(id));
  const own = ownDuties(session);
  const mine = query.data?.members.find((member) => member.professional_id === own);
  const builds = buildsRotas(session);
  return (
    <ListFaces query={query}>
      {query.data && (
        <Stack gap="md">
          <Head detail={query.data} />
          {builds && query.data.rota.status === 'draft' && (
            <Draft detail={query.data} onDropped={onDropped} />
          )}
          <Months detail={query.data} asked={asked} onMonth={onMonth} />
          {builds && query.data.broken.length > 0 && (
            <div className="no-print">
              <RulesBroken title={t('broken')} rules={query.data.broken} detail={query.data} />
            </div>
          )}
          {mine && <MyWishes detail={query.data} member={mine} />}
          <Members detail={query.data} />
        </Stack>
      )}
    </ListFaces>
  );
}

function Head({ detail: { rota } }: { detail: RotaDetail }) {
  const t = useTexts();
  return (
    <div className="no-print">
      <Group gap="xs">
        <Title order={2} size="h3">
          {rota.name}
        </Title>
        <Badge variant="light" radius="sm" color={rota.status === 'draft' ? 'ambre' : 'vert'}>
          {t(`status.${rota.status}`)}
        </Badge>
      </Group>
      <Text>
        {t('hours', {
          from: hour(rota.from_time),
          to: hour(rota.to_time),
          first: tableDay(rota.starts_on),
          last: tableDay(rota.ends_on),
        })}
      </Text>
      {rota.site_name && (
        <Text>{[rota.site_name, rota.site_address, rota.site_phone].filter(Boolean).join(' · ')}</Text>
      )}
    </div>
  );
}

/** The acts on a draft: the solver, publication, dropping it. */
function Draft({ detail, onDropped }: { detail: RotaDetail; onDropped: () => void }) {
  const t = useTexts();
  const solve = useSolve();
  const publish = usePublish();
  const drop = useDrop();
  const [asked, setAsked] = useState<'publish' | 'revise' | 'drop' | null>(null);
  const close = () => setAsked(null);
  const done = (sentence: string) => {
    close();
    notifyDone(sentence);
  };
  const refused = {
    onError: (error: unknown) => {
      close();
      notifyRefusal(error);
    },
  };
  return (
    <Stack gap="sm" className="no-print">
      <Group gap="xs">
        <Button
          loading={solve.isPending}
          onClick={() => solve.mutate(detail.rota.rota_id, { onError: notifyRefusal })}
        >
          {t('solve.act')}
        </Button>
        <Button variant="default" disabled={detail.broken.length > 0} onClick={() => setAsked('publish')}>
          {t('publish.act')}
        </Button>
        <Button variant="default" onClick={() => setAsked('revise')}>
          {t('revise.act')}
        </Button>
        <Button variant="subtle" onClick={() => setAsked('drop')}>
          {t('drop.act')}
        </Button>
      </Group>
      {asked === 'revise' && <DescribeDialog rota={detail.rota} onClose={close} />}
      {solve.data && <Solved solution={solve.data} />}
      <ConfirmDialog
        opened={asked === 'publish'}
        title={t('publish.title')}
        act={t('publish.act')}
        busy={publish.isPending}
        onClose={close}
        onConfirm={() =>
          publish.mutate(detail.rota, { onSuccess: () => done(t('publish.done')), ...refused })
        }
      >
        <Text>{t('publish.text')}</Text>
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked === 'drop'}
        danger
        title={t('drop.title')}
        act={t('drop.act')}
        busy={drop.isPending}
        onClose={close}
        onConfirm={() =>
          drop.mutate(detail.rota, {
            onSuccess: () => {
              done(t('drop.done'));
              onDropped();
            },
            ...refused,
          })
        }
      />
    </Stack>
  );
}

function Solved({ solution }: { solution: NonNullable<ReturnType<typeof useSolve>['data']> }) {
  const t = useTexts();
  if (!solution.found) {
    return <RulesBroken title={t('solve.conflict')} rules={solution.conflict} detail={solution.detail} />;
  }
  return (
    <Alert role="status" color="vert" variant="outline" title={t('solve.found')}>
      <Text>{t('solve.spread', { spread: solution.detail.spread })}</Text>
      <Text>{t(solution.is_fairest ? 'solve.fairest' : 'solve.notProved')}</Text>
    </Alert>
  );
}
