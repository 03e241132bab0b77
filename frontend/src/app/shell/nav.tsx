import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { hasRole, STATING } from '@/api/session';
import type { Session } from '@/api/types';
import { PATHS } from '@/app/paths';
import { navItems } from './nav-items';
import classes from './shell.module.css';
import { useShell } from './texts';

export function Nav({ session, onNavigate }: { session: Session; onNavigate: () => void }) {
  const t = useShell();
  const items = navItems(session);
  const { pathname } = useLocation();
  // « Appels » lies under the address of « Demandes » and has a line of its own: the longest address is where one is.
  const isElsewhere = (to: string) =>
    items.some((one) => one.to.startsWith(`${to}/`) && pathname.startsWith(one.to));
  return (
    <>
      {hasRole(session, ...STATING) && (
        <Button
          renderRoot={(props) => <Link to={PATHS.newReferral} {...props} />}
          onClick={onNavigate}
          leftSection={<IconPlus size={18} aria-hidden />}
          hiddenFrom="md"
          mb="xs"
        >
          {t('nav.newReferral')}
        </Button>
      )}
      {items.map(({ key, to, icon: Icon }) => (
        <Link
          key={key}
          to={to}
          className={classes.link}
          onClick={onNavigate}
          activeOptions={{ includeSearch: false, exact: isElsewhere(to) }}
        >
          <Icon size={20} aria-hidden />
          {t(`nav.${key}`)}
        </Link>
      ))}
      {session.demonstration && (
        <Text size="xs" c="dimmed" mt="auto" px="sm" py="xs">
          {t('demonstration')}
        </Text>
      )}
    </>
  );
}
