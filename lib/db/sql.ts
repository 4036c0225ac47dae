/** SELECT statements that Prisma cannot say: Kysely writes and types them, and Prisma's own client or transaction runs them. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryCreator,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { type DatabaseTransaction, type Engine, getDatabase, getEngine, type Prisma } from "./client";

/** The columns of every table as Prisma reads them: its raw queries give dates and booleans by the column's type, on both engines. */
export type Tables = { [Table in Prisma.ModelName]: Prisma.TypeMap["model"][Table]["payload"]["scalars"] };

/** A whole number that SQL has counted: Prisma reads it as bigint or number, by the engine and its size. */
export type Counted = bigint | number;

const COMPILERS: Record<Engine, { compiler: () => QueryCompiler; adapter: () => DialectAdapter }> = {
  sqlite: { compiler: () => new SqliteQueryCompiler(), adapter: () => new SqliteAdapter() },
  postgres: { compiler: () => new PostgresQueryCompiler(), adapter: () => new PostgresAdapter() },
};

class PrismaConnection implements DatabaseConnection {
  constructor(private readonly database: DatabaseTransaction) {}

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return { rows: await this.database.$queryRawUnsafe<Row[]>(sql, ...parameters) };
  }

  streamQuery(): never {
    throw new Error("Prisma does not stream.");
  }
}

class PrismaDriver extends DummyDriver {
  constructor(private readonly database: DatabaseTransaction) {
    super();
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PrismaConnection(this.database);
  }
}

/** What writes stays with Prisma, which keeps the key of each name. */
export function sqlOn(database: DatabaseTransaction = getDatabase()): Pick<QueryCreator<Tables>, "selectFrom" | "with"> {
  const engine = getEngine();
  return new Kysely<Tables>({
    dialect: {
      createAdapter: COMPILERS[engine].adapter,
      createDriver: () => new PrismaDriver(database),
      createIntrospector: (kysely) => (engine === "sqlite" ? new SqliteIntrospector(kysely) : new PostgresIntrospector(kysely)),
      createQueryCompiler: COMPILERS[engine].compiler,
    },
  });
}
