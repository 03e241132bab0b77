import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { isoDay } from '@/lib/dates';
import { BulletinFaces } from '@/referral/bulletin-frame';
import { careBulletinQuery } from '@/referral/queries';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useHandBack, useOutcome, type Visit, type VisitOutcome } from './queries';
import { useTexts } from './texts';
import { VisitLine } from './visit-line';

const OUTCOMES: VisitOutcome[] = ['done', 'not_found', 'to_see_again'];

/** One door. The address is read on a tap, under the right that the appointment opened, and each reading is logged. */
export function OwnVisit({ visit, name }: { visit: Visit; name: string }) {
  const t = useTexts();
  const [isAddressAsked, setAddressAsked] = useState(false);
  return (
    <Paper withBorder p="sm" component="section" aria-label={name}>
      <Stack gap="xs">
        <VisitLine visit={visit} name={name} />
        {isAddressAsked && <Address id={visit.referral_id} />}
        <Group gap="sm" className="no-print">
          {!isAddressAsked && (
            <Button variant="default" onClick={() => setAddressAsked(true)}>
              {t('own.address')}
              <span className="vh"> – {name}</span>
            </Button>
          )}
          <Anchor
            renderRoot={(props) => <Link to={PATHS.referral} params={{ id: visit.referral_id }} {...props} />}
          >
            {t('own.case')}
            <span className="vh"> – {name}</span>
          </Anchor>
        </Group>
        {visit.status === 'told' && <Acts visit={visit} name={name} />}
      </Stack>
    </Paper>
  );
}

function Address({ id }: { id: string }) {
  const t = useTexts();
  const query = useQuery(careBulletinQuery(id));
  const identity = query.data?.identity;
  return (
    <BulletinFaces query={query}>
      {identity && (
        <>
          <Text fw={600}>{identity.address ?? t('own.noAddress')}</Text>
          {identity.phone && <Anchor href={`tel:${identity.phone}`}>{identity.phone}</Anchor>}
        </>
      )}
    </BulletinFaces>
  );
}

function Acts({ visit, name }: { visit: Visit; name: string }) {
  const t = useTexts();
  const outcome = useOutcome();
  const handBack = useHandBack();
  const [isHandedBack, setHandedBack] = useState(false);
  const isItsDay = visit.day <= isoDay(new Date());
  return (
    <Group gap="xs" className="no-print">
      {isItsDay &&
        OUTCOMES.map((one) => (
          <Button
            key={one}
            variant={one === 'done' ? 'filled' : 'default'}
            loading={outcome.isPending}
            onClick={() =>
              outcome.mutate(
                { visit: visit.visit_id, outcome: one },
                { onSuccess: () => notifyDone(t(`own.said.${one}`)), onError: notifyRefusal },
              )
            }
          >
            {t(`own.${one}`)}
            <span className="vh"> – {name}</span>
          </Button>
        ))}
      <Button variant="subtle" onClick={() => setHandedBack(true)}>
        {t('own.handBack')}
        <span className="vh"> – {name}</span>
      </Button>
      <ConfirmDialog
        opened={isHandedBack}
        title={t('own.handBack')}
        act={t('own.handBackAct')}
        busy={handBack.isPending}
        onClose={() => setHandedBack(false)}
        onConfirm={() =>
          handBack.mutate(visit.visit_id, {
            onSuccess: () => {
              notifyDone(t('own.handedBack'));
              setHandedBack(false);
            },
            onError: notifyRefusal,
          })
        }
      >
        <Text>{t('own.handBackSure')}</Text>
      </ConfirmDialog>
    </Group>
  );
}
