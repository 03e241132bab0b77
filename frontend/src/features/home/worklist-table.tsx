import { Badge } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import type { Worklist } from '@/api/types';
import { exact, shortDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { useShortcuts } from '@/lib/shortcuts';
import { number } from '@/lib/typography';
import { useTexts } from './texts';
import classes from './worklist-table.module.css';

const LATE = new Set<string>([
  'overdue',
  'stalled',
  'failed_notices',
  'failed_confirmations',
  'imports_failed',
  'to_call',
]);

/** What waits, one line per list; the first line has the focus on arrival, J and K move it. */
export function WorklistTable({ lists }: { lists: Worklist[] }) {
  const t = useTexts();
  const codes = useCodes();
  const box = useRef<HTMLUListElement>(null);
  useEffect(() => {
    box.current?.querySelector('a')?.focus({ preventScroll: true });
  }, []);
  const keys = useMemo(() => {
    const move = (step: number) => () => {
      const links = [...(box.current?.querySelectorAll('a') ?? [])];
      const at = links.indexOf(document.activeElement as HTMLAnchorElement);
      links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
    };
    return { j: move(1), k: move(-1) };
  }, []);
  useShortcuts(keys);
  return (
    <ul ref={box} className={classes.lists}>
      {lists.map((list) => (
        <li key={list.key}>
          <Link to={list.href} className={classes.row}>
            <span className={classes.words}>
              <b>{codes(`worklist.${list.key}`, { defaultValue: t('other') })}</b>
              <span className={classes.hint}>{t(`hint.${list.key}`, { defaultValue: '' })}</span>
            </span>
            {list.oldest_at && (
              <span className={classes.oldest} title={exact(list.oldest_at)}>
                {t('oldest', { day: shortDay(list.oldest_at) })}
              </span>
            )}
            <Badge size="xl" radius="sm" variant="light" color={LATE.has(list.key) ? 'rouge' : 'petrole'}>
              {number(list.count)}
            </Badge>
            <IconChevronRight size={18} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
