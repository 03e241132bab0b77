import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';
import { shortDay } from '@/lib/dates';
import { useDayWords } from './days';
import { type DaysToCover, trialQuery } from './queries';
import { useTexts } from './texts';

interface TrialProps {
  wanted: DaysToCover;
  /** In the titular's stead: what is booked then is not taken over. */
  closes: boolean;
  /** Of whoever reads. */
  isOwn: boolean;
}

/** What a period comes to, said before anybody is asked: its days, those left out, what stays booked. */
export function Trial({ wanted, closes, isOwn }: TrialProps) {
  const t = useTexts();
  const words = useDayWords();
  const { data, error } = useQuery(trialQuery(wanted));
  if (error) return <Alert color="ambre">{asProblem(error).sentence}</Alert>;
  if (!data) return null;
  const left = data.public_holidays;
  return (
    <>
      {data.days.length > 1 && <Text size="sm">{words.period(data.days)}</Text>}
      {left.length > 0 && (
        <Text size="sm">
          {t('publish.leftOut', { count: left.length, days: left.map(shortDay).join(', ') })}
        </Text>
      )}
      {closes && <StayingCount count={data.appointments_staying} isOwn={isOwn} />}
    </>
  );
}

export function StayingCount({ count, isOwn }: { count: number; isOwn: boolean }) {
  const t = useTexts();
  return (
    count > 0 && (
      <Alert color="ambre" role="status">
        {t(isOwn ? 'staying.own' : 'staying.theirs', { count })}
      </Alert>
    )
  );
}
