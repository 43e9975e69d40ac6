using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Papers that a front office collected for a movement, as far as they can stand for a document that is asked
/// for.</summary>
internal static class CollectedPapers
{
    /// <summary>Those that were not withdrawn; none where no front office keeps papers.</summary>
    public static async Task<IReadOnlyList<CollectedPaper>> ListAsync(
        DbConnection connection, string country, int number, CancellationToken cancellation) =>
        !Backup.Tables.Contains("front_paper") ? [] : await connection.ListAsync(
            "select kind, reference from front_paper where country = @1 and number = @2 and withdrawn_at is null "
            + "order by id", r => new CollectedPaper(r.GetString(0), r.GetString(1)), cancellation, country, number);
}
