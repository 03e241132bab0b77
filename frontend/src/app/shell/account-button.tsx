import { Button, Text } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { Session } from '@/api/types';
import { useShell } from './texts';

const loadMenu = () => import('./account-menu');
// The menu brings floating panels and focus traps: only for who opens it, fetched as the pointer comes near.
const AccountMenu = lazy(loadMenu);

interface AccountButtonProps {
  session: Session;
  onHelp: () => void;
  onLock: () => void;
  onSessions: () => void;
}

export function AccountButton(props: AccountButtonProps) {
  const t = useShell();
  const [isWanted, setWanted] = useState(false);
  const label = (
    <>
      <IconUser size={18} aria-hidden />
      <Text component="span" size="sm" fw={600} visibleFrom="xs" ml={8}>
        {props.session.name}
      </Text>
      <span className="vh">{t('account.menu')}</span>
    </>
  );
  const closed = (
    <Button
      variant="light"
      px={{ base: 10, xs: 'sm' }}
      aria-haspopup="menu"
      aria-expanded={false}
      onMouseEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    >
      {label}
    </Button>
  );
  if (!isWanted) return closed;
  return (
    <Suspense fallback={closed}>
      <AccountMenu {...props} label={label} />
    </Suspense>
  );
}
