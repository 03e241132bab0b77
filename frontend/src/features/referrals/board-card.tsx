import { ActionIcon, Group, Menu, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReferralRow } from '@/api/types';
import { PATHS } from '@/app/paths';
import { TieBadge } from '@/bundle/tie-badge';
import { useCodes } from '@/lib/i18n';
import { ComplexBadge } from '@/referral/complex-badge';
import { needLine, personLine } from '@/referral/person-line';
import { ClassChip } from '@/ui/urgency-chip';
import classes from './board.module.css';
import { type Move, movesFrom } from './moves';
import { Target } from './target';
import { useTexts } from './texts';
import { useDragCard } from './use-drag';

interface BoardCardProps {
  card: ReferralRow;
  onMove: (card: ReferralRow, move: Move) => void;
}

export function BoardCard({ card, onMove }: BoardCardProps) {
  const t = useTexts();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { ref, isDragging } = useDragCard(card);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: M is a shortcut to the visible menu button inside
    <div
      ref={ref}
      className={classes.card}
      data-dragging={isDragging || undefined}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() === 'm' && !event.ctrlKey && !event.metaKey) setMenuOpen(true);
      }}
    >
      <Group justify="space-between" wrap="nowrap" gap={4}>
        <ClassChip priorityClass={card.priority_class} words={card.priority_words} />
        <MoveMenu card={card} onMove={onMove} opened={isMenuOpen} onChange={setMenuOpen} />
      </Group>
      <Link to={PATHS.referral} params={{ id: card.referral_id }} className={classes.name}>
        {needLine(card)}
        <span className="vh"> – {card.case_number}</span>
      </Link>
      <Text size="sm" c="dimmed">
        {personLine(card, t('noAddress'))}
      </Text>
      <TieBadge tie={card.bundle} />
      <ComplexBadge of={card} />
      {card.answers.asked > 0 && (
        <Text size="sm" c="petrole.7">
          {t('answersShort', { ...card.answers })}
        </Text>
      )}
      <Group justify="space-between" gap={4}>
        <Target row={card} empty="" />
        <Text size="sm" c="dimmed">
          {card.case_number}
        </Text>
      </Group>
    </div>
  );
}

interface MoveMenuProps extends BoardCardProps {
  opened: boolean;
  onChange: (opened: boolean) => void;
}

/** Every legal move of the card, for whoever does not drag (WCAG 2.5.7). */
function MoveMenu({ card, onMove, opened, onChange }: MoveMenuProps) {
  const t = useTexts();
  const codes = useCodes();
  const words = (move: Move) => {
    if (move.by === 'proposal') return t('board.toProposal');
    if (move.by === 'choice') return t('board.toChoice');
    if (move.by === 'case') return t('board.toCase');
    return move.by === 'resume' ? codes('nextStep.resume') : codes(`status.${move.to}`);
  };
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="ardoise"
          aria-label={`${t('board.moveTo')} (${card.case_number})`}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('board.moveTo')}</Menu.Label>
        {movesFrom(card).map((move) => (
          <Menu.Item key={move.to} onClick={() => onMove(card, move)}>
            {words(move)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
