import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { newKey } from '@/api/client';
import { PATHS } from '@/app/paths';
import { useCodes } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { type Departure, type DepartureUndone, departureUndoneQuery, useCancelDeparture } from './queries';
import { useTexts } from './texts';

/** What comes back and what goes on is said before, case by case. */
export function CancelDepartureDialog({ departure, onClose }: { departure: Departure; onClose: () => void }) {
  const t = useTexts();
  const query = useQuery(departureUndoneQuery(departure.departure_id));
  const cancel = useCancelDeparture(departure.departure_id);
  const key = useRef(newKey());
  const told = query.data;
  return (
    <ConfirmDialog
      opened
      danger
      title={t('departure.cancelTitle', { name: departure.name })}
      act={t('departure.cancelAct')}
      disabled={!told}
      busy={cancel.isPending}
      onClose={onClose}
      onConfirm={() =>
        cancel.mutate(key.current, {
          onSuccess: ({ staying }) => {
            const count = staying.length;
            const numbers = staying.map((one) => one.case_number).join(', ');
            notifyDone(count ? t('departure.cancelDoneBut', { count, numbers }) : t('departure.cancelDone'));
            onClose();
          },
        })
      }
    >
      <Text>{t('departure.cancelText')}</Text>
      <ListFaces query={query}>
        {told && (
          <List>
            <List.Item>{t('departure.back', { count: told.placed_again })}</List.Item>
            <List.Item>{t('departure.withdrawn', { count: told.withdrawn })}</List.Item>
            {told.staying.length > 0 && <Staying requests={told.staying} />}
          </List>
        )}
      </ListFaces>
    </ConfirmDialog>
  );
}

/** They go on: each by its number, and where it stands. */
function Staying({ requests }: { requests: DepartureUndone['staying'] }) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <List.Item>
      {t('departure.staying', { count: requests.length })}
      <List withPadding size="sm">
        {requests.map((one) => (
          <List.Item key={one.referral_id}>
            <Link to={PATHS.referral} params={{ id: one.referral_id }}>
              {one.case_number}
            </Link>{' '}
            – {codes(`status.${one.status}`)}
          </List.Item>
        ))}
      </List>
    </List.Item>
  );
}
