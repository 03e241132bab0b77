import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState } from 'react';
import type { ReferralRow, ReferralStatus } from '@/api/types';
import { type Move, moveTo } from './moves';

const cardOf = (data: Record<string | symbol, unknown>) => data.card as ReferralRow;

export function useDragCard(card: ReferralRow) {
  const ref = useRef<HTMLDivElement>(null);
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    return draggable({
      element: ref.current,
      getInitialData: () => ({ card }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [card]);
  return { ref, isDragging };
}

/** A column takes only the cards whose life cycle may come here; the others fall back where they were. */
export function useDropColumn(status: ReferralStatus, onMove: (card: ReferralRow, move: Move) => void) {
  const ref = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    return dropTargetForElements({
      element: ref.current,
      canDrop: ({ source }) => moveTo(cardOf(source.data), status) !== undefined,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        const card = cardOf(source.data);
        const move = moveTo(card, status);
        if (move) onMove(card, move);
      },
    });
  }, [status, onMove]);
  return { ref, isOver };
}
