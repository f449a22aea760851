"""The addresses of the public pages."""

from django.urls import path, register_converter

from meetings import converters
from meetings.views.calendars import RelationCalendar
from meetings.views.corrections import CorrectionList
from meetings.views.data import EditionData, EditionListData, ReadoutData
from meetings.views.feeds import (
    CorrectionsFeed,
    OccasionFeed,
    PersonFeed,
    ReadoutsFeed,
    RegionFeed,
    RelationFeed,
    TopicFeed,
)
from meetings.views.files import DocumentFile, PhotoFile, PressPhoto
from meetings.views.finders import (
    MonthSitemap,
    NewsSitemap,
    Robots,
    SearchDescription,
    SectionSitemap,
    SitemapIndex,
)
from meetings.views.home import Home
from meetings.views.list_data import (
    ArchiveData,
    CorrectionsData,
    CountriesData,
    MonthData,
    OccasionData,
    PersonData,
    ReadoutsData,
    RegionData,
    RelationData,
    TopicData,
    TopicsData,
)
from meetings.views.lists import ReadoutList, ReadoutMonth
from meetings.views.occasions import OccasionDetail
from meetings.views.pages import PageDetail, SiteMap
from meetings.views.people import PersonDetail
from meetings.views.readout import (
    EditionChanges,
    EditionDetail,
    EditionList,
    ReadoutDetail,
    ShortAddress,
)
from meetings.views.relations import (
    CountryList,
    RegionDetail,
    RelationArchive,
    RelationDetail,
)
from meetings.views.search import Search
from meetings.views.topics import TopicDetail, TopicList
from meetings.views.wording import Wording

register_converter(converters.FourDigits, "yyyy")
register_converter(converters.TwoDigits, "mm")
register_converter(converters.TwoDigits, "dd")
register_converter(converters.Language, "language")
register_converter(converters.Words, "words")
register_converter(converters.Token, "token")
register_converter(converters.FeedForm, "form")

app_name = "meetings"

READOUT = "readouts/<yyyy:year>/<mm:month>/<dd:day>/<slug:slug>/"

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("countries/", CountryList.as_view(), name="countries"),
    path("regions/<slug:slug>/", RegionDetail.as_view(), name="region"),
    path("relations/<slug:slug>/", RelationDetail.as_view(), name="relation"),
    path(
        "relations/<slug:slug>/archive/<yyyy:year>/",
        RelationArchive.as_view(),
        name="relation-archive",
    ),
    path("readouts/", ReadoutList.as_view(), name="readouts"),
    path("readouts/<yyyy:year>/<mm:month>/", ReadoutMonth.as_view(), name="readouts-month"),
    path(READOUT, ReadoutDetail.as_view(), name="readout"),
    path(READOUT + "editions/", EditionList.as_view(), name="editions"),
    path(READOUT + "editions/<int:number>/", EditionDetail.as_view(), name="edition"),
    path(
        READOUT + "editions/<int:number>/changes/<int:other>/",
        EditionChanges.as_view(),
        name="changes",
    ),
    path(READOUT + "<language:language>/", ReadoutDetail.as_view(), name="readout-language"),
    path(
        READOUT + "<language:language>/editions/", EditionList.as_view(), name="editions-language"
    ),
    path(
        READOUT + "<language:language>/editions/<int:number>/",
        EditionDetail.as_view(),
        name="edition-language",
    ),
    path(
        READOUT + "<language:language>/editions/<int:number>/changes/<int:other>/",
        EditionChanges.as_view(),
        name="changes-language",
    ),
    path("r/<number>/", ShortAddress.as_view(), name="short"),
    path("r/<number>/<language:language>/", ShortAddress.as_view(), name="short-language"),
    path("occasions/<slug:slug>/", OccasionDetail.as_view(), name="occasion"),
    path("topics/", TopicList.as_view(), name="topics"),
    path("topics/<words:slug>/", TopicDetail.as_view(), name="topic"),
    path("topics/<words:slug>/wording/<slug:relation>/", Wording.as_view(), name="wording"),
    path("people/<slug:slug>/", PersonDetail.as_view(), name="person"),
    path("search/", Search.as_view(), name="search"),
    path("corrections/", CorrectionList.as_view(), name="corrections"),
    path("photos/<token:token>/press.jpg", PressPhoto.as_view(), name="photo-press"),
    path("photos/<token:token>/<int:width>.<slug:format>", PhotoFile.as_view(), name="photo"),
    path("documents/<token:token>.pdf", DocumentFile.as_view(), name="document"),
]

# The newest entries of a list, under its page's address.
FEED = "feed.<form:form>"
urlpatterns += [
    path(f"readouts/{FEED}", ReadoutsFeed.as_view(), name="readouts-feed"),
    path(f"relations/<slug:slug>/{FEED}", RelationFeed.as_view(), name="relation-feed"),
    path(f"regions/<slug:slug>/{FEED}", RegionFeed.as_view(), name="region-feed"),
    path(f"topics/<words:slug>/{FEED}", TopicFeed.as_view(), name="topic-feed"),
    path(f"people/<slug:slug>/{FEED}", PersonFeed.as_view(), name="person-feed"),
    path(f"occasions/<slug:slug>/{FEED}", OccasionFeed.as_view(), name="occasion-feed"),
    path(f"corrections/{FEED}", CorrectionsFeed.as_view(), name="corrections-feed"),
    path(
        "relations/<slug:slug>/calendar.ics", RelationCalendar.as_view(), name="relation-calendar"
    ),
]

# A page as data: its address with ".json" for the last slash.
TWIN = READOUT.removesuffix("/")
urlpatterns += [
    path("countries.json", CountriesData.as_view(), name="countries-data"),
    path("regions/<slug:slug>.json", RegionData.as_view(), name="region-data"),
    path("relations/<slug:slug>.json", RelationData.as_view(), name="relation-data"),
    path(
        "relations/<slug:slug>/archive/<yyyy:year>.json",
        ArchiveData.as_view(),
        name="relation-archive-data",
    ),
    path("readouts.json", ReadoutsData.as_view(), name="readouts-data"),
    path("readouts/<yyyy:year>/<mm:month>.json", MonthData.as_view(), name="readouts-month-data"),
    path(TWIN + ".json", ReadoutData.as_view(), name="readout-data"),
    path(READOUT + "editions.json", EditionListData.as_view(), name="editions-data"),
    path(READOUT + "editions/<int:number>.json", EditionData.as_view(), name="edition-data"),
    path(READOUT + "<language:language>.json", ReadoutData.as_view(), name="readout-language-data"),
    path(
        READOUT + "<language:language>/editions.json",
        EditionListData.as_view(),
        name="editions-language-data",
    ),
    path(
        READOUT + "<language:language>/editions/<int:number>.json",
        EditionData.as_view(),
        name="edition-language-data",
    ),
    path("occasions/<slug:slug>.json", OccasionData.as_view(), name="occasion-data"),
    path("topics.json", TopicsData.as_view(), name="topics-data"),
    path("topics/<words:slug>.json", TopicData.as_view(), name="topic-data"),
    path("people/<slug:slug>.json", PersonData.as_view(), name="person-data"),
    path("corrections.json", CorrectionsData.as_view(), name="corrections-data"),
]

# What leads programs to the pages.
urlpatterns += [
    path("sitemap.xml", SitemapIndex.as_view(), name="sitemap"),
    path("sitemap-news.xml", NewsSitemap.as_view(), name="sitemap-news"),
    path("sitemap-<yyyy:year>-<mm:month>.xml", MonthSitemap.as_view(), name="sitemap-month"),
    path("sitemap-<slug:section>.xml", SectionSitemap.as_view(), name="sitemap-section"),
    path("robots.txt", Robots.as_view(), name="robots"),
    path("opensearch.xml", SearchDescription.as_view(), name="opensearch"),
]

# The ministry's own pages come last: no address of theirs may hide another.
urlpatterns += [
    path("site-map/", SiteMap.as_view(), name="site-map"),
    path("<slug:slug>/", PageDetail.as_view(), name="page"),
    path("<slug:slug>/<language:language>/", PageDetail.as_view(), name="page-language"),
]
