import { Table, Text, Title } from '@mantine/core';
import { dayAndMonth, hour, longMonth } from '@/lib/dates';
import { phone } from '@/lib/typography';
import classes from './month-sheet.module.css';
import type { Duty, RotaDetail } from './queries';
import { useTexts } from './texts';

interface MonthSheetProps {
  month: string;
  detail: RotaDetail;
  duties: Duty[];
}

/** More names than this stand smaller: 31 days of a maison de garde fit one sheet, with one seat or five. */
const MANY = 25;

/** A month on paper, to be hung up: one line per day, all its seats on it. */
export function MonthSheet({ month, detail, duties }: MonthSheetProps) {
  const t = useTexts();
  const { rota } = detail;
  const site = [rota.site_name, rota.site_address, rota.site_phone && phone(rota.site_phone)];
  const days = [...new Set(duties.map((duty) => duty.on))];
  return (
    <section className={`print-only ${classes.sheet} ${duties.length > MANY ? classes.dense : ''}`}>
      <Title order={2}>{t('sheet.title', { name: rota.name, month: longMonth(month) })}</Title>
      <Text>
        {[t('sheet.hours', { from: hour(rota.from_time), to: hour(rota.to_time) }), ...site]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {rota.status === 'draft' && <Text fw={600}>{t('sheet.draft')}</Text>}
      <Table className={classes.table} verticalSpacing={3} withTableBorder withRowBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('month.day')}</Table.Th>
            <Table.Th scope="col">{t('month.who')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map((day) => (
            <Table.Tr key={day}>
              <Table.Th scope="row">
                {detail.public_holidays.includes(day)
                  ? t('holiday', { day: dayAndMonth(day) })
                  : dayAndMonth(day)}
              </Table.Th>
              <Table.Td>
                {duties
                  .filter((duty) => duty.on === day)
                  .map((duty) => nameOf(detail, duty) ?? t('nobody'))
                  .join(' · ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

const nameOf = (detail: RotaDetail, { professional_id }: Duty) =>
  detail.members.find((one) => one.professional_id === professional_id)?.professional_name ?? professional_id;
