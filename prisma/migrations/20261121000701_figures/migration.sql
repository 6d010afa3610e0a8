-- What the overview counts, day by day (UTC), of live actions. Derived: a worker counts a day again from the actions and
-- the audit events, so that losing these rows loses nothing.
CREATE TABLE "figures" (
    "name" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "key" TEXT NOT NULL,
    "n" BIGINT NOT NULL,

    CONSTRAINT "figures_pkey" PRIMARY KEY ("name","day","key")
);

CREATE TABLE "figure_days" (
    "day" DATE NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "figure_days_pkey" PRIMARY KEY ("day")
);

-- Added up over the ranges that the overview offers, so that a look reads a few hundred rows however full the days are.
CREATE TABLE "figure_sums" (
    "days" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "n" BIGINT NOT NULL,

    CONSTRAINT "figure_sums_pkey" PRIMARY KEY ("days","name","key")
);
