import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { hasRole, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { useCodes } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import classes from './communes-table.module.css';
import type { Commune, Coverage, Reach } from './queries';
import { useTexts } from './texts';

interface CommunesTableProps {
  coverage: Coverage;
  isToday: boolean;
}

/** One line per commune, one column per profession; a figure opens the slots that it counts. */
export function CommunesTable({ coverage, isToday }: CommunesTableProps) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <Table.ScrollContainer
      minWidth={320 + coverage.professions.length * 150}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('table') } }}
    >
      <Table className={classes.table}>
        <Table.Caption className="vh">{t('table')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('commune')}</Table.Th>
            {coverage.professions.map((code) => (
              <Table.Th key={code} scope="col">
                {codes(`profession.${code as '10'}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {coverage.communes.map((commune) => (
            <Table.Tr key={commune.commune_code}>
              <Table.Th scope="row">
                {commune.commune_name}
                <Text size="sm" c="dimmed" fw={400}>
                  {commune.population === null
                    ? t('unknown')
                    : t('people', { people: number(commune.population) })}
                </Text>
              </Table.Th>
              {coverage.professions.map((code) => (
                <Cell
                  key={code}
                  commune={commune}
                  reach={commune.reach.find((one) => one.profession_code === code)}
                  km={coverage.within_km}
                  isToday={isToday}
                />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface CellProps {
  commune: Commune;
  reach?: Reach;
  km: number;
  isToday: boolean;
}

function Cell({ commune, reach, km, isToday }: CellProps) {
  const t = useTexts();
  const opens = hasRole(useSession(), 'care_coordinator', 'director');
  if (!reach)
    return <Table.Td className={classes.hole}>{t(commune.is_located ? 'hole' : 'unlocated')}</Table.Td>;
  const free = t('free', { count: reach.free });
  const slots = {
    profession: reach.profession_code,
    pres: commune.commune_code,
    km,
    ...(!isToday && { quand: 'demain' as const }),
  };
  return (
    <Table.Td>
      {opens && reach.free > 0 ? (
        <Anchor renderRoot={(props) => <Link to={PATHS.snp} search={slots} {...props} />}>
          {free}
          <span className="vh"> – {commune.commune_name}</span>
        </Anchor>
      ) : (
        free
      )}
      <Text size="sm">
        {[
          t('who', { count: reach.professionals }),
          t('halves', { count: reach.half_days }),
          t('nearest', { km: decimal(reach.nearest_km) }),
        ].join(', ')}
      </Text>
      {reach.on_duty > 0 && (
        <Text size="sm" fw={600}>
          {t('duty', { count: reach.on_duty })}
        </Text>
      )}
    </Table.Td>
  );
}
