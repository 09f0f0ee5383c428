//! Every part on two pages, to look at and for the browser tests: `cargo run -p web --example kitchen_sink 127.0.0.1:8099`.

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use web::components::*;
use web::list::{
    Column, ColumnChooser, Count, Cursor, FilterPanel, Letters, ListQuery, ListSpec, Pager, Refinement,
    SIZES, SelectionBar, SortHeader, Tick, caption,
};
use web::text::Catalogue;
use web::{Chrome, Errors, Form, Frame, NavItem, Page, Site, Stop, Visit};

#[derive(askama::Template)]
#[template(path = "../examples/parts.html")]
struct Parts {
    frame: Frame,
    fields: Vec<Html>,
    blocks: Vec<Html>,
}

#[derive(askama::Template)]
#[template(path = "../examples/list.html")]
struct List {
    frame: Frame,
    panel: FilterPanel,
    letters: Letters,
    bar: SelectionBar,
    caption: String,
    heads: Vec<SortHeader>,
    rows: Vec<(Tick, [&'static str; 4])>,
    pager: Pager,
    columns: ColumnChooser,
}

fn dress(visit: &Visit) {
    let nav = [
        ("Home", "/"),
        ("Members", "/list"),
        ("Volunteers", "/volunteers"),
        ("Services", "/services"),
        ("Downloads", "/downloads"),
    ];
    visit.dress(Chrome {
        person: Some("Siân Ŵyn-Hughes".into()),
        organisation: Some("Leeds and District Group".into()),
        nav: nav.map(|(words, href)| NavItem::new(words, href)).into(),
        ..Chrome::default()
    });
}

async fn parts(visit: Visit) -> Result<Response, Stop> {
    dress(&visit);
    let mut errors = Errors::default();
    errors.add("town", "Enter the town");
    errors.add("reason", "Choose why you need this");
    let mut frame = visit.frame("All parts").under([("Home", "/"), ("Members", "/list")]).errors(&errors);
    frame.banner = Some(NotificationBanner::success("Done", "The address of Jo Jones was changed."));
    Parts { frame, fields: fields(&errors), blocks: blocks() }.page()
}

fn fields(errors: &Errors) -> Vec<Html> {
    let town = Input::new("town", "Town").hint("Where the group meets").error(errors.of("town"));
    let reason = Radios::new("reason", "Why do you need the members?")
        .option("letter", "To send a letter")
        .option("call", "To call people")
        .option_hint("Only numbers that people let us use")
        .divider("or")
        .option("other", "Something else")
        .option_reveals(Textarea::new("words", "Say why").rows(3))
        .error(errors.of("reason"));
    let columns =
        Checkboxes::new("columns", "Columns").option("name", "Name").option("town", "Town").values(["name"]);
    let words = ["Day", "Month", "Year"].map(str::to_owned);
    vec![
        town.into(),
        Input::email("email", "E-mail address").value("jo@example.org").into(),
        Input {
            prefix: Affix { content: "£".into(), ..Affix::default() },
            ..Input::new("cost", "Cost").digits()
        }
        .into(),
        Html::trusted(
            PasswordInput::new_one("password", "Choose a password").hint("8 characters or more").to_string(),
        ),
        Select::new("category", "Category")
            .option("", "Any")
            .option("full", "Full member")
            .value("full")
            .into(),
        reason.into(),
        columns.into(),
        DateInput::new("born", "Date of birth", words, ["31", "3", "1980"])
            .hint("For example, 31 3 1980")
            .into(),
        Html::trusted(CharacterCount::new("note", "Note", 200).value("Already written").to_string()),
        FileUpload::new("file", "Choose a file").into(),
        Html::trusted(format!(
            "<div class=\"govuk-button-group\">{}{}{}{}</div>",
            Button::primary("Continue"),
            Button::secondary("Save and come back later"),
            Button::warning("Delete the record"),
            Button::link("Start again", "/")
        )),
    ]
}

fn blocks() -> Vec<Html> {
    let colours = ["grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"];
    let tags: String = colours.map(|colour| format!("{} ", Tag::new(colour, colour))).concat();
    let facts = SummaryList::new()
        .row("Name", "Jo Jones")
        .link("Change", "name", "/")
        .row("Town", "Leeds")
        .link("Change", "town", "/");
    let table =
        Table::new("Downloads").head(["When", "Reason"]).row(["Today", "Letter"]).row(["Monday", "Calls"]);
    let tasks = TaskList::new([
        Task::new("Renew your training", Tag::new("Due 3 May", "orange"))
            .href("/training")
            .hint("It takes 20 minutes"),
        Task::new("Confirm two services", "Done"),
    ]);
    let item = |label: &str, shown: &str| {
        let mut item = TimelineItem {
            label: label.into(),
            content: "Changed by the centre".into(),
            ..TimelineItem::default()
        };
        (item.datetime.timestamp, item.datetime.shown) = ("2026-05-03T10:00:00Z".into(), shown.into());
        item
    };
    let timeline = Timeline {
        items: vec![item("Address changed", "3 May 2026"), item("Joined", "1 May 2026")],
        ..Timeline::default()
    };
    let pages = Pagination::steps("Guide", None, Some(PageLink::new("Next", "Labels", "/")));
    vec![
        Html::trusted(tags),
        InsetText::new("Lists are as they were at 02:00 today. Two changes wait.").into(),
        WarningText::new("Warning", "Delete the file after use.").into(),
        Details::new("How is this worked out?", "From the training that you took.").into(),
        facts.clone().into(),
        facts.on_card("Jo Jones").into(),
        table.into(),
        tasks.into(),
        timeline.into(),
        SubNavigation::new("Parts of the record")
            .item("Contact", "/", true)
            .item("Training", "/t", false)
            .into(),
        IdentityBar::new("Jo Jones, member 1234").into(),
        NotificationBanner::important("Important", "Your training ends in 20 days.").into(),
        Panel::new("File ready", "It holds 143 members").into(),
        pages.into(),
    ]
}

const LIST: ListSpec = ListSpec {
    filters: &["town"],
    sorts: &["name", "town", "joined"],
    columns: &[Column { key: "town", words: "list-letters", at_first: true }],
    sizes: SIZES,
};

const ROWS: &[[&str; 4]] = &[
    ["Aaliyah Khan", "Bradford", "3 May 2021", "Full member"],
    ["Łucja Wójcik", "Leeds", "12 January 2019", "Full member"],
    ["Owain Ŷarth", "Ilkley", "30 June 2024", "Supporter"],
    ["李小龍", "Leeds", "1 March 2020", "Full member"],
];

async fn list(visit: Visit) -> Result<Response, Stop> {
    dress(&visit);
    let t = visit.words();
    let query = ListQuery::of(&LIST, &visit);
    let frame = visit.frame("Members").back("/");
    let search = Input::new("q", "Name or part of it").value(&query.search);
    let towns = Checkboxes::new("town", "Town")
        .option("Leeds", "Leeds")
        .option("Bradford", "Bradford")
        .values(query.filter("town"));
    let chip = |town: &str| Refinement {
        words: format!("Town: {town}"),
        without: query.without("town", town).url(),
    };
    let in_force = query.filter("town").map(chip).collect();
    let heads = [("name", "Name"), ("town", "Town"), ("joined", "Joined")];
    let repeat = if query.limit() == Some(50) { 13 } else { 1 };
    let rows = ROWS.iter().cycle().take(ROWS.len() * repeat).enumerate();
    let tick = |(n, row): (usize, &[&'static str; 4])| {
        (Tick { id: n.to_string(), label: format!("Select {}", row[0]), ticked: n == 1 }, *row)
    };
    List {
        panel: FilterPanel::new(&t, &query, Html::trusted(format!("{search}{towns}")), in_force),
        letters: Letters::new(&t, &query, &[('A', 12), ('B', 7), ('S', 31), ('Ł', 1)]),
        bar: SelectionBar::new(&t, "/list/selection", frame.token(), query.url()).counts(
            3,
            4,
            Count::Exactly(143),
        ),
        caption: caption(&t, &query, 4, Count::Exactly(143), "Name"),
        heads: heads.map(|(key, words)| SortHeader::new(&t, &query, key, words)).into(),
        rows: rows.map(tick).collect(),
        pager: Pager::new(&t, &query, &LIST, None, Some((Cursor::new(["Li", "4"]), 4))),
        columns: ColumnChooser::new(&t, &query, &LIST),
        frame,
    }
    .page()
}

#[derive(askama::Template)]
#[template(path = "../examples/sign_in.html")]
struct SignIn {
    frame: Frame,
    email: Input,
    password: PasswordInput,
    send: Button,
}

async fn sign_in(visit: Visit) -> Result<Response, Stop> {
    SignIn {
        frame: visit.frame("Sign in").with_form(&visit),
        email: Input::email("email", "E-mail address"),
        password: PasswordInput::current("password", "Password"),
        send: Button::primary("Sign in"),
    }
    .page()
}

async fn take(visit: Visit, form: Form) -> axum::response::Redirect {
    visit.flash("The ticks were kept");
    axum::response::Redirect::to(&web::look::local(form.get("back")))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8099".into());
    let catalogue =
        Catalogue::new(web::text::TEXTS).map_err(|faults| std::io::Error::other(faults.join("\n")))?;
    let site = Site::new("Fell and Vale Walking Federation", [1; 32], Arc::new(catalogue));
    let routes = Router::new()
        .route("/", get(parts).post(take))
        .route("/sign-in", get(sign_in).post(take))
        .route("/list", get(list))
        .route("/list/selection", axum::routing::post(take));
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("ready http://{address}");
    axum::serve(listener, web::guard(site, routes)).await
}
