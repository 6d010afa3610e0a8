"use client";

import { Component, Suspense, type ReactNode } from "react";
import { payload as words } from "./words";

type Props = { /** Shown instead when what is inside cannot be. */ fallback: ReactNode; children: ReactNode };

/** What a renderer throws must not cost the reader the payload: the raw tree takes its place, on the server and in the browser. */
export class PayloadBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const instead = (
      <>
        <p role="status" className="mb-2 text-sm text-warning-ink">
          {words.failed}
        </p>
        {this.props.fallback}
      </>
    );
    return this.state.failed ? instead : <Suspense fallback={instead}>{this.props.children}</Suspense>;
  }
}
