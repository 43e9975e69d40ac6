using System.Runtime.InteropServices;
using Throughline.Corridor.Imports;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Gtfs;

/// <summary>Makes places, services and transfers of a feed.</summary>
internal sealed partial class GtfsBuilder
{
    private readonly GtfsFeed _feed;
    private readonly GtfsOptions _options;
    private readonly string _name;
    private readonly string _source;
    private readonly IssueList _issues;
    private readonly CorridorModel _base;
    private readonly Whereabouts _where;
    private readonly IdMaker _placeIds = new();
    private readonly IdMaker _serviceIds = new();
    private readonly IdMaker _tripIds = new();
    private readonly IdMaker _transferIds = new();
    private readonly IdMaker _linkIds = new();
    private readonly int[] _placeOfStop;
    private readonly List<Place> _places = [];
    private readonly List<int> _stopOfPlace = [];

    public GtfsBuilder(GtfsFeed feed, GtfsOptions options, string name, IssueList issues)
    {
        _feed = feed;
        _options = options;
        _name = name;
        _issues = issues;
        _base = options.Base ?? MinimalBase.Make();
        _where = new Whereabouts(options);
        _source = feed.Publisher.Length > 0 ? $"GTFS feed {name}: {feed.Publisher}" : $"GTFS feed {name}";
        _placeOfStop = new int[feed.Stops.Count];
        Array.Fill(_placeOfStop, -1);
        if (!options.BesideBase)
            return;
        foreach (var place in _base.Places)
            _placeIds.Reserve(place.Id);
        foreach (var link in _base.Links)
            _linkIds.Reserve(link.Id);
        foreach (var transfer in _base.Transfers)
            _transferIds.Reserve(transfer.Id);
        foreach (var service in _base.Services)
        {
            _serviceIds.Reserve(service.Id);
            foreach (var trip in service.Trips)
                _tripIds.Reserve(trip.Id);
        }
    }

    public ImportedNetwork Build()
    {
        var lines = GroupTrips();
        var services = MakeServices(lines);
        GivePlacesKinds(services);
        GivePlacesNames();
        var network = new ImportedNetwork
        {
            Name = _name,
            Source = _source,
            Year = FirstYear(),
            Places = _places,
            Services = services,
        };
        MakeTransfers(network, services);
        _where.Report("stops.txt", _issues);
        return network;
    }

    /// <summary>The place of a stop: that of its station unless platforms are kept. Made when it is first needed, so
    /// that stops without any service leave no trace. −1 when the stop cannot be placed.</summary>
    private int PlaceOf(int stop)
    {
        if (_placeOfStop[stop] >= 0)
            return _placeOfStop[stop];
        var at = stop;
        // A boarding area belongs to a platform, that to a station: three steps at most.
        for (var step = 0; !_options.KeepPlatforms && _feed.Stops[at].ParentIndex >= 0; step++)
        {
            if (step == 4)
            {
                _issues.Error("stops.txt", _feed.Stops[stop].Row, "parent_station",
                    "the parents lead in a circle; correct them");
                return -1;
            }

            at = _feed.Stops[at].ParentIndex;
        }

        if (_placeOfStop[at] < 0)
            _placeOfStop[at] = MakePlace(at);
        return _placeOfStop[stop] = _placeOfStop[at];
    }

    private int MakePlace(int index)
    {
        var stop = _feed.Stops[index];
        // Platforms may leave out what their station says.
        var parent = stop.ParentIndex >= 0 ? _feed.Stops[stop.ParentIndex] : null;
        if ((stop.Latitude ?? parent?.Latitude) is not { } latitude
            || (stop.Longitude ?? parent?.Longitude) is not { } longitude)
        {
            _issues.Error("stops.txt", stop.Row, "stop_lat",
                "trips call here but the position is empty; fill in stop_lat and stop_lon");
            (latitude, longitude) = (0, 0);
        }
        else if (latitude == 0 && longitude == 0)
        {
            _issues.Error("stops.txt", stop.Row, "stop_lat",
                "a position of 0, 0 lies in the Gulf of Guinea; fill in the real one");
        }

        var zone = parent?.Zone ?? stop.Zone ?? (_feed.Agencies.Count > 0 ? _feed.Agencies[0].Zone : "Etc/UTC");
        var codes = new List<PlaceCode> { new("gtfs", stop.Id, _source) };
        if (stop.Code is { } code)
            codes.Add(new PlaceCode("gtfs_stop_code", code, _source));
        _places.Add(new Place
        {
            Id = _placeIds.Make(stop.Id),
            Name = stop.Name ?? parent?.Name ?? stop.Id,
            Country = _where.CountryAt(latitude, longitude, zone),
            Latitude = latitude,
            Longitude = longitude,
            Kind = PlaceKind.Terminal,
            TimeZone = zone,
            Codes = codes,
            Source = _source,
        });
        _stopOfPlace.Add(index);
        return _places.Count - 1;
    }

    private void GivePlacesKinds(List<Service> services)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _places.Count; i++)
            index[_places[i].Id] = i;
        foreach (var service in services)
        {
            var kind = service.Mode switch
            {
                TransportMode.Rail => PlaceKind.RailStation,
                TransportMode.Ferry => PlaceKind.SeaPort,
                TransportMode.Air => PlaceKind.Airport,
                _ => PlaceKind.Terminal,
            };
            foreach (var stop in service.Stops)
            {
                var place = index[stop];
                if (_places[place].Kind == PlaceKind.Terminal && kind != PlaceKind.Terminal)
                    _places[place] = _places[place] with { Kind = kind };
            }
        }
    }

    private void GivePlacesNames()
    {
        var names = new Dictionary<int, List<PlaceName>>();
        foreach (var (stop, language, name) in _feed.StopNames)
        {
            var place = _placeOfStop[stop];
            // Only the translation of the stop that gave the place its name: platforms have names of their own.
            if (place < 0 || _stopOfPlace[place] != stop || language.Length < 2)
                continue;
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(names, place, out _);
            (list ??= []).Add(new PlaceName(language, name, _source));
        }

        foreach (var (place, list) in names)
            _places[place] = _places[place] with { Names = list };
    }

    private int FirstYear()
    {
        var year = Scenario.LastYear;
        foreach (var calendar in _feed.Calendars.Values)
            year = Math.Min(year, ServiceCalendar.DateOf(calendar.FirstActive).Year);
        return Math.Clamp(year, Scenario.FirstYear, Scenario.LastYear);
    }
}
