import { NativeSelect, Stack } from '@mantine/core';
import { useSession } from '@/api/session';
import { isoDay, longMonth, monthAway } from '@/lib/dates';
import { EmptyFace } from '@/ui/list-faces';
import { StepThrough } from '@/ui/step-through';
import { DutiesTable } from './duties-table';
import { MonthSheet } from './month-sheet';
import { buildsRotas, type Duty, ownDuties, type RotaDetail } from './queries';
import { useTexts } from './texts';

interface MonthsProps {
  detail: RotaDetail;
  asked?: string;
  /** Without one: the whole. */
  onMonth: (month?: string) => void;
}

/** More duties than this are shown month by month, and not as one list. */
const LIST = 62;

/** The whole of a short rota, and of a draft for who builds it; else one month. On paper, a sheet for each month. */
export function Months({ detail, asked, onMonth }: MonthsProps) {
  const t = useTexts();
  const session = useSession();
  const isList = detail.duties.length <= LIST || (buildsRotas(session) && detail.rota.status === 'draft');
  const present = asked ?? presentMonth(detail, ownDuties(session));
  const month = isList ? asked : present;
  const duties = detail.duties.filter((duty) => !month || monthOf(duty.on) === month);
  const sheets = monthsOf(duties);
  const offered = [...new Set([...monthsOf(detail.duties), present])].sort();
  return (
    <Stack gap="md">
      <div className="no-print">
        <StepThrough
          before={t('month.before')}
          after={t('month.next')}
          isFirst={month !== undefined && month <= monthOf(detail.rota.starts_on)}
          isLast={month !== undefined && month >= monthOf(detail.rota.ends_on)}
          onStep={(by) => onMonth(month ? monthAway(month, by) : present)}
        >
          <NativeSelect
            aria-label={t('month.label')}
            value={month ?? ''}
            data={[
              ...(isList ? [{ value: '', label: t('month.whole') }] : []),
              ...offered.map((one) => ({ value: one, label: longMonth(one) })),
            ]}
            onChange={(event) => onMonth(event.currentTarget.value || undefined)}
          />
        </StepThrough>
      </div>
      {duties.length === 0 ? (
        <EmptyFace>{t('month.empty', { month: longMonth(present) })}</EmptyFace>
      ) : (
        <div className="no-print">
          <DutiesTable detail={detail} duties={duties} />
        </div>
      )}
      {sheets.map((one) => (
        <MonthSheet
          key={one}
          month={one}
          detail={detail}
          duties={duties.filter((duty) => monthOf(duty.on) === one)}
        />
      ))}
    </Stack>
  );
}

const monthOf = (day: string) => day.slice(0, 7);
const monthsOf = (duties: Duty[]) => [...new Set(duties.map((duty) => monthOf(duty.on)))];

/** That of one's next duty; without one this month, or the nearest of the rota. */
function presentMonth({ rota, duties }: RotaDetail, own: string | null): string {
  const today = isoDay(new Date());
  const next = duties.find((duty) => own && duty.professional_id === own && duty.on >= today);
  if (next) return monthOf(next.on);
  const [first, last, now] = [monthOf(rota.starts_on), monthOf(rota.ends_on), monthOf(today)];
  if (now < first) return first;
  return now > last ? last : now;
}
