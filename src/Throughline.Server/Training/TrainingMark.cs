namespace Throughline.Server;

/// <summary>Tells training databases from all others: by a row that is written at the first start and by nothing
/// else.</summary>
internal static class TrainingMark
{
    /// <summary>Sees that a database is of the kind that is asked for, and marks a new one.</summary>
    /// <returns>How far its clock is ahead.</returns>
    /// <exception cref="DatabaseException">It is of the other kind.</exception>
    public static async Task<TimeSpan> CheckAsync(
        Database database, bool isTraining, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        await using var transaction = await database.BeginAsync(connection, cancellation);
        var marks = await connection.ListAsync(
            "select ahead from training where id = 1", r => r.GetInt64(0), cancellation);
        if (marks.Count > 0)
        {
            return isTraining
                ? TimeSpan.FromMicroseconds(marks[0])
                : throw new DatabaseException(Texts.Server.Get("training.only", database.Place));
        }

        if (!isTraining)
            return TimeSpan.Zero;
        if (await connection.FindAsync<long>("select seq from chain where id = 1", cancellation) > 0
            || await connection.FindAsync<long>("select count(*) from organisation", cancellation) > 0)
            throw new DatabaseException(Texts.Server.Get("training.not", database.Place));
        await connection.ExecuteAsync("insert into training (id, ahead) values (1, 0)", cancellation);
        await transaction.CommitAsync(cancellation);
        return TimeSpan.Zero;
    }
}
