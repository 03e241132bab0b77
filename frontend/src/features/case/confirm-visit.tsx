import { Button, Checkbox, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { IconMail, IconMessage, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { dayAndHour, exact } from '@/lib/dates';
import { phone } from '@/lib/typography';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import classes from './confirm-visit.module.css';
import { confirmationsQuery, useConfirmVisit, type VisitToConfirm } from './confirmation-queries';
import { useTexts } from './texts';

interface ConfirmVisitProps {
  referralId: string;
  appointmentId: string;
  /** Which appointment, for who does not see where the button stands. */
  label: string;
}

/** Paper, SMS or mail for the person herself: when, with whom, where, whom to call, and nothing of health. */
export function ConfirmVisit({ referralId, appointmentId, label }: ConfirmVisitProps) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-md" className="no-print" onClick={() => setOpen(true)}>
        {t('confirmation.act')}
        <span className="vh"> – {label}</span>
      </Button>
      {isOpen && (
        <Modal opened onClose={() => setOpen(false)} title={t('confirmation.title')} size="lg">
          <Confirmation referralId={referralId} appointmentId={appointmentId} />
        </Modal>
      )}
    </>
  );
}

function Confirmation({ referralId, appointmentId }: Omit<ConfirmVisitProps, 'label'>) {
  const t = useTexts();
  const query = useQuery(confirmationsQuery(referralId, appointmentId));
  const visit = query.data?.items.find((one) => one.appointment_id === appointmentId);
  return (
    <ListFaces query={query} isEmpty={!visit} empty={<Text role="status">{t('confirmation.waiting')}</Text>}>
      {visit && (
        <Stack gap="md">
          <Slip visit={visit} />
          <Text size="sm" c="dimmed" className="no-print">
            {t('confirmation.noHealth')}
          </Text>
          <Ways referralId={referralId} visit={visit} />
          <Said visit={visit} />
        </Stack>
      )}
    </ListFaces>
  );
}

/** All that is printed of the page. */
function Slip({ visit }: { visit: VisitToConfirm }) {
  const t = useTexts();
  const cpts = useSession().cpts?.name;
  const remote = visit.assisted ? t(`confirmation.assisted.${visit.assisted}`) : t('confirmation.remote');
  const far = visit.modality === 'HH' ? t('confirmation.home') : remote;
  return (
    <Paper withBorder p="md" className={classes.slip}>
      <Text fw={700}>{[t('confirmation.slip'), cpts].filter(Boolean).join(' – ')}</Text>
      <Text fz="lg" fw={600}>
        {exact(visit.starts_at)}
      </Text>
      {visit.professional_name && <Text>{t('confirmation.with', { name: visit.professional_name })}</Text>}
      {visit.modality !== 'AMB' && <Text>{far}</Text>}
      {visit.place && <Text>{t('confirmation.at', { place: visit.place })}</Text>}
      {visit.phone && <Text>{t('confirmation.call', { phone: phone(visit.phone) })}</Text>}
    </Paper>
  );
}

function Ways({ referralId, visit }: { referralId: string; visit: VisitToConfirm }) {
  const t = useTexts();
  const confirm = useConfirmVisit(referralId);
  const [agreed, setAgreed] = useState(false);
  return (
    <Stack gap="sm" className="no-print">
      {visit.ways.length > 0 ? (
        <Checkbox
          label={t('confirmation.agreed')}
          checked={agreed}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
        />
      ) : (
        <Text size="sm">{t('confirmation.none')}</Text>
      )}
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('confirmation.print')}
        </Button>
        {visit.ways.map((way) => (
          <Button
            key={way}
            disabled={!agreed}
            loading={confirm.isPending && confirm.variables.way === way}
            leftSection={
              way === 'sms' ? <IconMessage size={16} aria-hidden /> : <IconMail size={16} aria-hidden />
            }
            onClick={() =>
              confirm.mutate(
                { appointment_id: visit.appointment_id, way },
                { onSuccess: () => notifyDone(t(`confirmation.done.${way}`)), onError: notifyRefusal },
              )
            }
          >
            {t(`confirmation.${way}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

function Said({ visit }: { visit: VisitToConfirm }) {
  const t = useTexts();
  const became = (one: VisitToConfirm['sent'][number]) => {
    if (one.way !== 'phone' || one.state === 'taken_back') return t(`confirmation.state.${one.state}`);
    return one.state === 'sent'
      ? t('confirmation.calledBy', { name: one.asked_by_name })
      : t('confirmation.callAgain');
  };
  return visit.sent.map((one) => (
    <Text key={`${one.way}-${one.asked_at}`} size="sm" className="no-print">
      {t(`confirmation.said.${one.way}`, { when: dayAndHour(one.asked_at) })} – {became(one)}
    </Text>
  ));
}
