import { Badge, Button, Group, Table } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { dayAndMonth, isoDay, longDay } from '@/lib/dates';
import { ChangeDialog } from './change-dialog';
import classes from './duties-table.module.css';
import { OfferDialog } from './offer-dialog';
import { buildsRotas, type Duty, ownDuties, type RotaDetail } from './queries';
import { useTexts } from './texts';

interface DutiesTableProps {
  detail: RotaDetail;
  /** Those of the rota that are shown. */
  duties: Duty[];
}

/** One line per seat and day, with what one may do with it. */
export function DutiesTable({ detail, duties }: DutiesTableProps) {
  const t = useTexts();
  const session = useSession();
  const builds = buildsRotas(session);
  const own = ownDuties(session);
  const [changed, setChanged] = useState<Duty | null>(null);
  const [offered, setOffered] = useState<Duty | null>(null);
  const isPublished = detail.rota.status === 'published';
  const today = isoDay(new Date());
  const mayOffer = (duty: Duty) =>
    isPublished &&
    duty.on >= today &&
    !duty.swap_id &&
    duty.professional_id !== null &&
    (builds || duty.professional_id === own);
  const mayAct = builds || duties.some(mayOffer);
  return (
    <>
      <Table className={classes.table}>
        <Table.Caption className="vh">{t('month.caption')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('month.day')}</Table.Th>
            <Table.Th scope="col">{t('month.who')}</Table.Th>
            {mayAct && <Table.Th scope="col">{t('month.act')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {duties.map((duty) => (
            <Table.Tr key={duty.duty_id} className={duty.professional_id === own ? classes.mine : undefined}>
              <Table.Th scope="row">
                {detail.public_holidays.includes(duty.on)
                  ? t('holiday', { day: dayAndMonth(duty.on) })
                  : dayAndMonth(duty.on)}
              </Table.Th>
              <Table.Td>
                <Holder duty={duty} detail={detail} own={own} builds={builds} />
              </Table.Td>
              {mayAct && (
                <Table.Td>
                  <Group gap={6}>
                    {builds && duty.on >= today && (
                      <Button variant="default" size="compact-md" onClick={() => setChanged(duty)}>
                        {t('change.act')}
                        <span className="vh"> – {longDay(duty.on)}</span>
                      </Button>
                    )}
                    {mayOffer(duty) && (
                      <Button variant="default" size="compact-md" onClick={() => setOffered(duty)}>
                        {t('offer.act')}
                        <span className="vh"> – {longDay(duty.on)}</span>
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {changed && <ChangeDialog duty={changed} detail={detail} onClose={() => setChanged(null)} />}
      {offered && <OfferDialog duty={offered} detail={detail} onClose={() => setOffered(null)} />}
    </>
  );
}

interface HolderProps {
  duty: Duty;
  detail: RotaDetail;
  own: string | null;
  builds: boolean;
}

function Holder({ duty, detail, own, builds }: HolderProps) {
  const t = useTexts();
  const member = detail.members.find((one) => one.professional_id === duty.professional_id);
  const unseen = !builds && detail.rota.status === 'draft' ? t('hidden') : t('nobody');
  return (
    <Group gap={6}>
      {duty.professional_id ? (member?.professional_name ?? duty.professional_id) : unseen}
      {own !== null && duty.professional_id === own && <Badge variant="light">{t('mine')}</Badge>}
      {duty.swap_id && (
        <Badge variant="light" color="ambre">
          {t('swapping')}
        </Badge>
      )}
      {duty.is_pinned && <Badge variant="outline">{t('pinned')}</Badge>}
    </Group>
  );
}
