import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { hasRole, TRIAGE, useSession } from '@/api/session';
import type { Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { useTexts } from './texts';

/** The script over the telephone, for a request of unscheduled care. */
export function TriageItem({ referral }: { referral: Referral }) {
  const t = useTexts();
  const session = useSession();
  if (referral.kind !== 'snp' || !hasRole(session, ...TRIAGE)) return null;
  const search = { demande: referral.referral_id };
  return (
    <Menu.Item renderRoot={(props) => <Link to={PATHS.triage} search={search} {...props} />}>
      {t('acts.triage')}
    </Menu.Item>
  );
}
