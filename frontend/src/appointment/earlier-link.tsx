import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PATHS } from '@/app/paths';
import { type Movable, searchToMove } from './move-link';
import { useAppointmentTexts } from './texts';

/** « Plus tôt si possible »: the slots before it, and whom to call if one frees. */
export function EarlierLink({ appointment, children }: { appointment: Movable; children: ReactNode }) {
  const t = useAppointmentTexts();
  const search = { ...searchToMove(appointment), souhait: true as const };
  return (
    <Button
      variant="subtle"
      size="compact-md"
      renderRoot={(props) => <Link to={PATHS.snp} search={search} {...props} />}
    >
      {t('earlier')}
      {children}
    </Button>
  );
}
