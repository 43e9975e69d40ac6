using System.Security.Cryptography;
using System.Text;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Writing;

/// <summary>Writes the files of a corridor folder in one fixed form.</summary>
internal static partial class CorridorWriter
{
    public static bool HasRows(CorridorModel model, TableSchema schema) => schema.File switch
    {
        "place_names.csv" => model.Places.Any(p => p.Names.Count > 0),
        "place_codes.csv" => model.Places.Any(p => p.Codes.Count > 0),
        "crossings.csv" => model.Crossings.Count > 0,
        "observations.csv" => model.Observations.Count > 0,
        "calendars.csv" or "trips.csv" or "trip_stops.csv" => model.Services.Any(s => s.Trips.Count > 0),
        "calendar_dates.csv" => ListCalendars(model).Any(c => c.Added.Count > 0 || c.Removed.Count > 0),
        "services.csv" => model.Services.Count > 0,
        "access.csv" => model.Access is not null,
        "restrictions.csv" => model.Restrictions.Count > 0,
        "switches.csv" => model.Switches.Count > 0,
        "named_routes.csv" => model.NamedRoutes.Count > 0,
        _ => true,
    };

    /// <summary>Writes one file.</summary>
    public static void Write(CorridorModel model, TableSchema schema, Stream stream)
    {
        using var csv = new CsvOut(stream);
        foreach (var column in schema.Columns)
            csv.Cell(column);
        csv.End();
        WriteRows(model, schema.File, csv);
    }

    /// <summary>SHA-256 over names and content of all files, in lower-case hex.</summary>
    public static string VersionOf(CorridorModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sink = new HashStream(hash);
        foreach (var schema in CorridorSchema.All)
        {
            if (!HasRows(model, schema))
                continue;
            hash.AppendData(Encoding.UTF8.GetBytes("\0" + schema.File + "\0"));
            Write(model, schema, sink);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The calendars that trips use, each once, in the order of their ids.</summary>
    public static IReadOnlyList<ServiceCalendar> ListCalendars(CorridorModel model)
    {
        var calendars = new SortedDictionary<string, ServiceCalendar>(StringComparer.Ordinal);
        foreach (var service in model.Services)
        {
            foreach (var trip in service.Trips)
                calendars.TryAdd(trip.Calendar.Id, trip.Calendar);
        }

        return [.. calendars.Values];
    }

    private static void WriteRows(CorridorModel model, string file, CsvOut csv)
    {
        switch (file)
        {
            case "tags.csv": WriteTags(model, csv); break;
            case "exchange_rates.csv": WriteExchangeRates(model, csv); break;
            case "load_units.csv": WriteLoadUnits(model, csv); break;
            case "places.csv": WritePlaces(model, csv); break;
            case "place_names.csv": WritePlaceNames(model, csv); break;
            case "place_codes.csv": WritePlaceCodes(model, csv); break;
            case "links.csv": WriteLinks(model, csv); break;
            case "crossings.csv": WriteCrossings(model, csv); break;
            case "observations.csv": WriteObservations(model, csv); break;
            case "transfers.csv": WriteTransfers(model, csv); break;
            case "calendars.csv": WriteCalendars(model, csv); break;
            case "calendar_dates.csv": WriteCalendarDates(model, csv); break;
            case "services.csv": WriteServices(model, csv); break;
            case "trips.csv": WriteTrips(model, csv); break;
            case "trip_stops.csv": WriteTripStops(model, csv); break;
            case "rates.csv": WriteRates(model, csv); break;
            case "emission_factors.csv": WriteEmissionFactors(model, csv); break;
            case "running_times.csv": WriteRunningTimes(model, csv); break;
            case "driver_rules.csv": WriteDriverRules(model, csv); break;
            case "access.csv": WriteAccess(model, csv); break;
            case "restrictions.csv": WriteRestrictions(model, csv); break;
            case "scenarios.csv": WriteScenarios(model, csv); break;
            case "switches.csv": WriteSwitches(model, csv); break;
            case "named_routes.csv": WriteNamedRoutes(model, csv); break;
            default: throw new ArgumentOutOfRangeException(nameof(file), file, "No such file of a corridor folder.");
        }
    }

    /// <summary>Passes on what is written to a hash.</summary>
    private sealed class HashStream(IncrementalHash hash) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => hash.AppendData(buffer);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
