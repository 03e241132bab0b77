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
  const searches: SpotlightActionData[] = typed
    ? [
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
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.open'),
      }}
    />
  );
}
