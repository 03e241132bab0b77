import { List, Text } from '@mantine/core';
import { isoDay, tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { type Calendar, type DatedHours, type HoursLine, isAlways, spansText, weekLines } from './hours';
import { useRecourseTexts } from './texts';

const MOST_DATED = 8;

/** When it answers: weekdays that are alike in one line, public holidays, and the next days of their own. */
export function HoursList(calendar: Calendar) {
  const t = useRecourseTexts();
  const { hours = [], holiday_hours: holidays = [], dated_hours: dated = [] } = calendar;
  const coming = dated
    .filter((one) => one.on >= isoDay(new Date()))
    .sort((one, other) => one.on.localeCompare(other.on));
  if (hours.length + holidays.length + coming.length === 0) return <Text size="sm">{t('none')}</Text>;
  return (
    <List size="sm" listStyleType="none" spacing={0} withPadding={false}>
      {isAlways(calendar) ? (
        <List.Item>{t('always')}</List.Item>
      ) : (
        <>
          {weekLines(hours).map((line) => (
            <WeekLine key={line.first} line={line} />
          ))}
          <List.Item>
            {holidays.length > 0 ? t('holidays', { spans: spansText(holidays) }) : t('holidaysClosed')}
          </List.Item>
        </>
      )}
      {coming.slice(0, MOST_DATED).map((one) => (
        <DatedLine key={`${one.on} ${one.from_time}`} one={one} />
      ))}
    </List>
  );
}

function WeekLine({ line: { first, last, text } }: { line: HoursLine }) {
  const t = useRecourseTexts();
  const codes = useCodes();
  const day = (number: number) => codes(`weekday.${number as 1}`);
  const days = first === last ? day(first) : t('range', { first: day(first), last: day(last) });
  return <List.Item>{t('line', { days: days[0]?.toUpperCase() + days.slice(1), spans: text })}</List.Item>;
}

function DatedLine({ one }: { one: DatedHours }) {
  const t = useRecourseTexts();
  const { on, from_time, to_time } = one;
  const spans = from_time && to_time ? spansText([{ from_time, to_time }]) : null;
  return (
    <List.Item>
      {spans ? t('on', { day: tableDay(on), spans }) : t('closedOn', { day: tableDay(on) })}
    </List.Item>
  );
}
