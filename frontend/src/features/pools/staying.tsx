import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type HoursOfAPractice, stayingQuery } from './queries';
import { useTexts } from './texts';

interface StayingProps {
  hours: HoursOfAPractice;
  /** Of whoever reads. */
  isOwn: boolean;
}

/** What the locum does not take over, said before anybody is asked: appointments are never moved by themselves. */
export function Staying({ hours: { professional_id, day, from_time, to_time }, isOwn }: StayingProps) {
  const query = useQuery({
    ...stayingQuery({ professional_id, day, from_time, to_time }),
    enabled: day !== '' && from_time < to_time,
  });
  return <StayingCount count={query.data?.count ?? 0} isOwn={isOwn} />;
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
