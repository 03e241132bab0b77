import '@mantine/spotlight/styles.layer.css';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Session } from '@/api/types';
import { PATHS } from '@/app/paths';
import { navItems } from './nav-items';
import { useShell } from './texts';

/** Opens at each new call of the shell. Lazy: it is loaded at the first Ctrl K. */
export default function Palette({ session, calls }: { session: Session; calls: number }) {
  const t = useShell();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each call opens it again
  useEffect(() => spotlight.open(), [calls]);

  const pages: SpotlightActionData[] = navItems(session).map(({ key, to, icon: Icon }) => ({
    id: key,
    label: t(`nav.${key}`),
    leftSection: <Icon size={20} aria-hidden />,
    onClick: () => void navigate({ to }),
  }));
  const typed = query.trim();
  const caseNumber = /^\d{2}-\d+$/.test(typed) ? typed : undefined;
  const searches: SpotlightActionData[] = typed
    ? [
        ...(caseNumber
          ? [
              {
                id: 'referral',
                label: t('palette.searchReferral', { query: caseNumber }),
                keywords: typed,
                onClick: () => void navigate({ href: `${PATHS.referrals}?numero=${caseNumber}` }),
              },
            ]
          : []),
        {
          id: 'directory',
          label: t('palette.searchDirectory', { query: typed }),
          keywords: typed,
          leftSection: <IconSearch size={20} aria-hidden />,
          onClick: () => void navigate({ href: `${PATHS.directory}?nom=${encodeURIComponent(typed)}` }),
        },
      ]
    : [];
  return (
    <Spotlight
      actions={[...searches, ...pages]}
      query={query}
      onQueryChange={setQuery}
      nothingFound={t('palette.empty')}
      shortcut={null}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.open'),
      }}
    />
  );
}
