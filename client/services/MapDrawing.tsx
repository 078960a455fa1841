/**
 * Services and what they depend on, as a picture: boxes in columns, an arrow to each dependency. Every box is a link,
 * reached with Tab; the one under the pointer or in focus highlights its arrows. The same facts are beside it in words.
 */
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Service } from '../../shared/workspace/words.ts';
import { drawingOf, isDrawable, type Arrow, type Drawing, type Placed, type Point } from './layers.ts';
import styles from './Services.module.css';

const BOX = { width: 144, height: 52 };
const ROW = BOX.height + 12;
const GAP = 40;

interface MapDrawingProps {
  readonly services: readonly Service[];
  /** The service that this is about; null for the whole map. */
  readonly centre: string | null;
  /** The picture in words. */
  readonly says: string;
}

export function MapDrawing(props: MapDrawingProps): ReactNode {
  const drawable = useMemo(() => isDrawable(props.services), [props.services]);
  return drawable ? (
    <Picture {...props} />
  ) : (
    <p className={styles['dense']}>
      This map has too many connections to draw. Open a service from the list to see its dependencies.
    </p>
  );
}

function Picture({ services, centre, says }: MapDrawingProps): ReactNode {
  const drawing = useMemo(() => drawingOf(services), [services]);
  const [lit, setLit] = useState<string | null>(null);
  const room = roomAround(drawing);
  const width = drawing.columns * (BOX.width + GAP) - GAP + 2 * room;
  const height = drawing.height * ROW + room;
  const unowned = services.some((service) => service.owner === undefined);
  return (
    <figure className={styles['figure']}>
      <div className={styles['scroll']}>
        <svg width={width} height={height} viewBox={`${-room} 0 ${width} ${height}`} role="group" aria-label={says}>
          <Arrows drawing={drawing} lit={lit ?? centre} />
          {drawing.placed.map((placed) => (
            <Box key={placed.service.id} placed={placed} isCentre={placed.service.id === centre} onLight={setLit} />
          ))}
        </svg>
      </div>
      {unowned ? <figcaption>Dashed: no owner.</figcaption> : null}
    </figure>
  );
}

/** An arrow that closes a cycle leads back below all boxes, and needs more room. */
function roomAround({ placed, arrows }: Drawing): number {
  const columns = new Map(placed.map(({ service, column }) => [service.id, column]));
  return arrows.some(({ from, to }) => (columns.get(to) ?? 0) <= (columns.get(from) ?? 0)) ? 16 : 2;
}

const left = ({ column }: Point): number => column * (BOX.width + GAP);
const middle = ({ y }: Point): number => y * ROW;

function Arrows({ drawing, lit }: { readonly drawing: Drawing; readonly lit: string | null }): ReactNode {
  const byId = useMemo(() => new Map(drawing.placed.map((placed) => [placed.service.id, placed])), [drawing]);
  // Highlighted arrows are drawn last, over the others.
  const sorted = drawing.arrows.toSorted((one, other) => Number(touches(one, lit)) - Number(touches(other, lit)));
  return (
    <g className={styles['arrows']} aria-hidden="true">
      {sorted.map((arrow) => {
        const [from, to] = [byId.get(arrow.from), byId.get(arrow.to)];
        return from === undefined || to === undefined ? null : (
          <path
            key={`${arrow.from} ${arrow.to}`}
            d={pathOf(from, arrow.lanes, to, drawing.height * ROW + 4)}
            data-lit={touches(arrow, lit)}
          />
        );
      })}
    </g>
  );
}

const touches = ({ from, to }: Arrow, id: string | null): boolean => from === id || to === id;

/** Out at the right side of a box and in at the left; the head of the arrow is part of the line. */
function pathOf(from: Placed, lanes: readonly Point[], to: Placed, bottom: number): string {
  const [x, y] = [left(to), middle(to)];
  const way =
    to.column > from.column
      ? onward([from, ...lanes, to])
      : `H ${left(from) + BOX.width + 12} V ${bottom} H ${x - 12} V ${y} H ${x}`;
  return `M ${left(from) + BOX.width} ${middle(from)} ${way} M ${x - 6} ${y - 4} L ${x} ${y} L ${x - 6} ${y + 4}`;
}

/** From column to column in bends, and straight through each lane. */
function onward(stops: readonly Point[]): string {
  const bends = stops.slice(1).map((stop, place) => {
    const [x, y, before] = [left(stop), middle(stop), stops[place] ?? stop];
    const halfway = x - GAP / 2;
    return `C ${halfway} ${middle(before)} ${halfway} ${y} ${x} ${y}`;
  });
  return bends.map((bend, place) => (place === bends.length - 1 ? bend : `${bend} h ${BOX.width}`)).join(' ');
}

interface BoxProps {
  readonly placed: Placed;
  readonly isCentre: boolean;
  readonly onLight: (id: string | null) => void;
}

function Box({ placed, isCentre, onLight }: BoxProps): ReactNode {
  const { id, name, owner } = placed.service;
  const light = (): void => onLight(id);
  const dim = (): void => onLight(null);
  return (
    <foreignObject
      x={left(placed)}
      y={middle(placed) - BOX.height / 2}
      width={BOX.width}
      height={BOX.height}
      className={styles['place']}
    >
      <Link
        href={`/services/${id}`}
        className={styles['box']}
        title={name}
        data-unowned={owner === undefined}
        aria-current={isCentre ? 'page' : undefined}
        onMouseEnter={light}
        onMouseLeave={dim}
        onFocus={light}
        onBlur={dim}
      >
        <span>{name}</span>
      </Link>
    </foreignObject>
  );
}
