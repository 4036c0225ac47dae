/**
 * The bar that stays in view while a draft is edited, except in short windows, which it would fill: the save status, undo and redo,
 * and the next steps.
 */
import type { ReactNode } from "react";
import { DraftFailure, DraftStatusLine, UndoCommands } from "./draft-provider";

type DraftBarProps = {
  canUndo: boolean;
  canRedo: boolean;
  children: ReactNode;
};

export function DraftBar({ canUndo, canRedo, children }: DraftBarProps) {
  return (
    <div className="top-0 z-10 border-b border-line bg-paper py-2.5 [@media(min-height:30rem)]:sticky">
      <div className="page-width">
        <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-1.5">
          <DraftStatusLine />
          <div className="-mx-1 flex flex-wrap items-center gap-x-1 gap-y-1.5 sm:mx-0 sm:gap-2">
            <UndoCommands canUndo={canUndo} canRedo={canRedo} />
            {children}
          </div>
        </div>
        <DraftFailure />
      </div>
    </div>
  );
}
