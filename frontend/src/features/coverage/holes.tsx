import { Alert, Stack, Text } from '@mantine/core';
import { useCodes } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { Disclosure } from '@/ui/disclosure';
import type { Coverage } from './queries';
import { useTexts } from './texts';

/** Professions that nobody reaches from somewhere; each opens its communes. */
export function Holes({ coverage }: { coverage: Coverage }) {
  const t = useTexts();
  const codes = useCodes();
  if (coverage.holes.length === 0) return <Text role="status">{t('holes.none')}</Text>;
  const without = (code: string) =>
    coverage.communes.filter((one) => !one.reach.some((reach) => reach.profession_code === code));
  return (
    <Alert color="ambre" variant="outline" title={t('holes.title', { km: coverage.within_km })}>
      <Stack gap={4}>
        {coverage.holes.map(({ profession_code: code, communes, population }) => (
          <Disclosure
            key={code}
            summary={t('holes.line', {
              profession: codes(`profession.${code as '10'}`),
              count: communes,
              people: number(population),
            })}
          >
            <Text>
              {without(code)
                .map((one) => one.commune_name)
                .join(', ')}
            </Text>
          </Disclosure>
        ))}
      </Stack>
    </Alert>
  );
}
