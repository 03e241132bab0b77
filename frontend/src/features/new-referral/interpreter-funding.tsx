import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { partnerRoutesQuery } from '@/handover/queries';
import { phone } from '@/lib/typography';
import { useTexts } from './texts';

/** Which interpreters the CPTS turns to, and which scheme pays them: many practices do not know that one does. */
export function InterpreterFunding() {
  const t = useTexts();
  const { data } = useQuery(partnerRoutesQuery);
  const services = (data?.items ?? []).filter(
    (one) => one.is_active && one.for_needs.includes('interpreter'),
  );
  if (services.length === 0) return null;
  return (
    <Alert color="petrole" variant="light" role="status" title={t('need.interpreter')}>
      {services.map((one) => (
        <Text key={one.route_id} size="sm">
          <b>{one.name}</b>
          {one.phone && ` · ${phone(one.phone)}`}
          {one.funding && ` · ${one.funding}`}
        </Text>
      ))}
    </Alert>
  );
}
