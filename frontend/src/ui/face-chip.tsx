import { Badge } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

// Fixed pairs, measured at 7:1 or more.
const TONES = {
  alert: { color: '#8f1d15', background: '#fdecea' },
  warning: { color: '#7a4100', background: '#fff3e0' },
  plain: { color: '#3d4b59', background: '#eef1f4' },
  sure: { color: '#14532d', background: '#e7f5ec' },
} as const;

export interface Face {
  tone: keyof typeof TONES;
  icon?: Icon;
}

interface FaceChipProps {
  face: Face;
  fw?: number;
  title?: string;
  children: ReactNode;
}

/** A word on a tint, with an icon where one helps: never a colour alone. Keeps its tint on paper. */
export function FaceChip({ face, fw = 600, title, children }: FaceChipProps) {
  return (
    <Badge
      className="keep"
      radius="sm"
      size="lg"
      fw={fw}
      title={title}
      leftSection={face.icon && <face.icon size={14} aria-hidden />}
      styles={{ root: { ...TONES[face.tone], flexShrink: 0 } }}
    >
      {children}
    </Badge>
  );
}
