/**
 * Services and what they depend on, as a picture: boxes in columns, an arrow to each dependency. Every box is a link, reached with
 * Tab; the one under the pointer or in focus lights its arrows. The same facts stand in words beside it.
 */
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Service } from '../../shared/workspace/words.ts';
import { drawingOf, type Drawing, type Placed } from './layers.ts';
import styles from './MapDrawing.module.css';

const BOX = { width: 160, height: 46, right: 56, below: 14 };

interface MapDrawingProps {
  readonly services: readonly Service[];
  /** The service that this is about; null for the whole map. */
  readonly centre: string | null;
  /** The picture in words. */
  readonly says: string;
}

export function MapDrawing({ services, centre, says }: MapDrawingProps): ReactNode {
  const drawing = useMemo(() => drawingOf(services), [services]);
  const [lit, setLit] = useState<string | null>(null);
  const width = drawing.columns * (BOX.width + BOX.right) - BOX.right + 4;
  const height = drawing.rows * (BOX.height + BOX.below) - BOX.below + 4;
  const unowned = services.some((service) => service.owner === undefined);
  return (
    <figure className={styles['figure']}>
      <div className={styles['scroll']}>
        <svg width={width} height={height} viewBox={`-2 -2 ${width} ${height}`} role="group" aria-label={says}>
          <Arrows drawing={drawing} lit={lit ?? centre} />
          {drawing.placed.map((placed) => <Box key={placed.service.id} placed={placed} drawing={drawing} centre={centre} onLight={setLit} />)}
        </svg>
      </div>
      {unowned ? <figcaption>Dashed: nobody is named as its owner.</figcaption> : null}
    </figure>
  );
}

/** Short columns stand in the middle of the drawing. */
function placeOf({ column, row }: Placed, { placed, rows }: Drawing): { readonly x: number; readonly y: number } {
  const inColumn = placed.filter((each) => each.column === column).length;
  return { x: column * (BOX.width + BOX.right), y: (row + (rows - inColumn) / 2) * (BOX.height + BOX.below) };
}

function Arrows({ drawing, lit }: { readonly drawing: Drawing; readonly lit: string | null }): ReactNode {
  return (
    <g className={styles['arrows']} aria-hidden="true">
      {drawing.arrows.map(({ from, to }) => {
        const isLit = from.service.id === lit || to.service.id === lit;
        return <path key={`${from.service.id} ${to.service.id}`} d={pathBetween(placeOf(from, drawing), placeOf(to, drawing))} data-lit={isLit} />;
      })}
    </g>
  );
}

/** Out at the right side, in at the left; the head of the arrow is part of the line. An arrow that leads back goes around below. */
function pathBetween(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const [startX, startY, endX, endY] = [from.x + BOX.width, from.y + BOX.height / 2, to.x, to.y + BOX.height / 2];
  const head = `M ${endX - 7} ${endY - 4} L ${endX} ${endY} L ${endX - 7} ${endY + 4}`;
  const bend = endX > startX ? (endX - startX) / 2 : BOX.right;
  const low = endX > startX ? 0 : BOX.height;
  return `M ${startX} ${startY} C ${startX + bend} ${startY + low} ${endX - bend} ${endY + low} ${endX} ${endY} ${head}`;
}

interface BoxProps {
  readonly placed: Placed;
  readonly drawing: Drawing;
  readonly centre: string | null;
  readonly onLight: (id: string | null) => void;
}

function Box({ placed, drawing, centre, onLight }: BoxProps): ReactNode {
  const { id, name, owner } = placed.service;
  const light = (): void => onLight(id);
  const dim = (): void => onLight(null);
  return (
    <foreignObject {...placeOf(placed, drawing)} width={BOX.width} height={BOX.height} className={styles['place']}>
      <Link
        href={`/services/${id}`} className={styles['box']} title={name} data-unowned={owner === undefined} aria-current={id === centre ? 'page' : undefined}
        onMouseEnter={light} onMouseLeave={dim} onFocus={light} onBlur={dim}
      >
        <span>{name}</span>
      </Link>
    </foreignObject>
  );
}
