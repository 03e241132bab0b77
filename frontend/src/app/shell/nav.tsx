import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { hasRole, STATING } from '@/api/session';
import type { Session } from '@/api/types';
import { PATHS } from '@/app/paths';
import { lineOf, navItems } from './nav-items';
import classes from './shell.module.css';
import { useShell } from './texts';

export function Nav({ session, onNavigate }: { session: Session; onNavigate: () => void }) {
  const t = useShell();
  const items = navItems(session);
  const { pathname } = useLocation();
  const here = lineOf(pathname, items);
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
      {items.map((item) => (
        <Link
          key={item.key}
          to={item.to}
          className={classes.link}
          onClick={onNavigate}
          activeOptions={{ includeSearch: false, exact: item !== here }}
          aria-current={item === here ? 'page' : undefined}
        >
          <item.icon size={20} aria-hidden />
          {t(`nav.${item.key}`)}
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
