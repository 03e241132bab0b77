import { ScrollArea, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BoardColumn } from '@/api/types';
import { PATHS } from '@/app/paths';
import { useCodes } from '@/lib/i18n';
import { ListFaces } from '@/ui/list-faces';
import classes from './board.module.css';
import { BoardCard } from './board-card';
import type { QueueSearch } from './filters';
import { boardQuery } from './queries';
import { useTexts } from './texts';
import { useBoardMoves } from './use-board-moves';
import { useDropColumn } from './use-drag';

/** Requests under way by status. Dragging has its twin in each card's menu, « Déplacer vers… ». */
export default function Board({ search }: { search: QueueSearch }) {
  const t = useTexts();
  const board = useQuery(boardQuery(search));
  const moves = useBoardMoves();
  return (
    <ListFaces query={board} isEmpty={board.data?.columns.length === 0}>
      <div role="status" className="vh">
        {moves.said}
      </div>
      {/* Without cards nothing in it takes the focus: the keyboard scrolls the board itself. */}
      <ScrollArea
        type="auto"
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('view.tableau') }}
      >
        <div className={classes.board}>
          {board.data?.columns.map((column) => (
            <Column key={column.status} column={column} search={search} moves={moves} />
          ))}
        </div>
      </ScrollArea>
      {moves.dialog}
    </ListFaces>
  );
}

interface ColumnProps {
  column: BoardColumn;
  search: QueueSearch;
  moves: ReturnType<typeof useBoardMoves>;
}

function Column({ column, search, moves }: ColumnProps) {
  const t = useTexts();
  const codes = useCodes();
  const { ref, isOver } = useDropColumn(column.status, moves.move);
  const title = codes(`status.${column.status}`);
  return (
    <section ref={ref} className={classes.column} data-over={isOver || undefined} aria-label={title}>
      <h2 className={classes.title}>
        {title}
        <span className={classes.count}>{column.count}</span>
      </h2>
      {column.cards.length === 0 && (
        <Text size="sm" c="dimmed" px={4}>
          {t('board.empty')}
        </Text>
      )}
      <ul className={classes.cards}>
        {column.cards.map((card) => (
          <li key={card.referral_id}>
            <BoardCard card={card} onMove={moves.move} />
          </li>
        ))}
      </ul>
      {column.count > column.cards.length && (
        <Link
          to={PATHS.referrals}
          search={{ ...search, vue: 'file', statut: column.status }}
          className={classes.all}
        >
          {t('board.seeAll', { count: column.count })}
        </Link>
      )}
    </section>
  );
}
