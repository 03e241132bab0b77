import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { isoDay } from '@/lib/dates';
import type { SnpSearch } from './search';
import { useTexts } from './texts';

interface WeekLinkProps {
  /** What is looked for stays, so that the appointment is still for the same person. */
  search: SnpSearch;
  professionalId: string;
  name: string;
  /** An instant of the week; else the one shown. */
  at?: string;
}

/** From a name to that person's week. */
export function WeekLink({ search, professionalId, name, at }: WeekLinkProps) {
  const t = useTexts();
  const week = at ? isoDay(at) : (search.semaine ?? search.jour);
  return (
    <Anchor
      fw={600}
      renderRoot={(props) => (
        <Link
          to={PATHS.snp}
          // Whoever moves an appointment goes back to where he asked for it.
          replace={Boolean(search.deplacer)}
          search={{ ...search, vue: 'semaine', agenda: professionalId, semaine: week }}
          {...props}
        />
      )}
    >
      {name}
      <span className="vh"> {t('board.itsWeek')}</span>
    </Anchor>
  );
}
