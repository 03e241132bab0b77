import { AppShell, Burger, Button, Group, Text } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useLive } from '@/api/live';
import { hasRole, STATING, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { useScreenLock } from '@/features/desk/use-screen-lock';
import { SessionExpired } from '@/features/session/session-expired';
import { useShortcuts } from '@/lib/shortcuts';
import { AccountButton } from './account-button';
import { EpidemicBanner } from './epidemic-banner';
import { Nav } from './nav';
import { OfflineBanner } from './offline-banner';
import { PaperHead } from './paper-head';
import classes from './shell.module.css';
import { useShell } from './texts';

// They bring dialogs and the spotlight package: only when they are asked for.
const Palette = lazy(() => import('./palette'));
const ShortcutsHelp = lazy(() => import('./shortcuts-help'));
const MySessions = lazy(() => import('@/features/session/my-sessions'));
const ChooseCode = lazy(() => import('@/features/desk/choose-code'));
const Curtain = lazy(() => import('@/features/desk/curtain'));

export function Shell() {
  const t = useShell();
  const session = useSession();
  useLive();
  const navigate = useNavigate();
  const [isMenuOpen, menu] = useDisclosure();
  const [isHelpOpen, help] = useDisclosure();
  const [areSessionsOpen, sessions] = useDisclosure();
  const [paletteCalls, setPaletteCalls] = useState(0);
  const openPalette = () => setPaletteCalls((count) => count + 1);
  const screen = useScreenLock(session);
  const canState = hasRole(session, ...STATING);

  useHotkeys([['mod+K', openPalette]], []);
  const shortcuts = useMemo(
    () => ({
      '?': help.open,
      '/': () => setPaletteCalls((count) => count + 1),
      ...(canState && { n: () => void navigate({ to: PATHS.newReferral }) }),
    }),
    [help.open, navigate, canState],
  );
  useShortcuts(shortcuts);

  // Nothing of the page stays mounted: neither what is read on it, nor a guard that would keep it open.
  if (screen.lock.step === 'gone') return null;
  if (screen.lock.step === 'locking') {
    return (
      <Suspense>
        <Curtain code={screen.lock.code} onBack={screen.close} />
      </Suspense>
    );
  }
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 212, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      padding={{ base: 'sm', sm: 'md' }}
    >
      <a href="#contenu" className="skip-link">
        {t('skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px={{ base: 'xs', sm: 'md' }} justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <Burger
              opened={isMenuOpen}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isMenuOpen ? t('nav.close') : t('nav.open')}
              aria-expanded={isMenuOpen}
            />
            <Link to={PATHS.home} className={classes.brand}>
              Maillage
              {session.cpts && <span className={classes.cpts}>{session.cpts.name}</span>}
            </Link>
          </Group>
          <Button
            variant="default"
            className={classes.search}
            onClick={openPalette}
            leftSection={<IconSearch size={18} aria-hidden />}
            rightSection={
              <Text component="kbd" size="xs" className={classes.key} aria-hidden>
                Ctrl K
              </Text>
            }
          >
            <span className={classes.searchWords}>{t('palette.open')}</span>
          </Button>
          <Group gap="xs" wrap="nowrap">
            {canState && (
              <Button
                renderRoot={(props) => <Link to={PATHS.newReferral} {...props} />}
                leftSection={<IconPlus size={18} aria-hidden />}
                visibleFrom="md"
              >
                {t('nav.newReferral')}
              </Button>
            )}
            <AccountButton
              session={session}
              onHelp={help.open}
              onLock={screen.ask}
              onSessions={sessions.open}
            />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('nav.label')} className={classes.nav}>
        <Nav session={session} onNavigate={menu.close} />
      </AppShell.Navbar>
      <AppShell.Main id="contenu" tabIndex={-1} className={classes.main}>
        <PaperHead session={session} />
        <OfflineBanner />
        <EpidemicBanner session={session} />
        <Outlet />
      </AppShell.Main>
      <SessionExpired />
      {screen.lock.step === 'choosing' && (
        <Suspense>
          <ChooseCode onChosen={screen.choose} onClose={screen.close} />
        </Suspense>
      )}
      {areSessionsOpen && (
        <Suspense>
          <MySessions onClose={sessions.close} />
        </Suspense>
      )}
      {isHelpOpen && (
        <Suspense>
          <ShortcutsHelp opened onClose={help.close} />
        </Suspense>
      )}
      {paletteCalls > 0 && (
        <Suspense>
          <Palette session={session} calls={paletteCalls} />
        </Suspense>
      )}
    </AppShell>
  );
}
