use axum::http::StatusCode;

use crate::site::{Browser, app, site};

#[tokio::test]
async fn a_form_is_taken_once_its_token_fits() {
    let mut browser = Browser::new();
    let page = browser.get("/town").await;
    assert_eq!(page.status, StatusCode::OK);
    let sent = browser.post("/town", &format!("csrf={}&town=Leeds", page.token())).await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/town"));
    let next = browser.get("/town").await;
    assert!(next.body.contains("Leeds was saved"), "{}", next.body);
    assert!(!browser.get("/town").await.body.contains("Leeds was saved"), "the message shows once");
}

#[tokio::test]
async fn a_form_without_a_good_token_is_refused() {
    let mut browser = Browser::new();
    let page = browser.get("/town").await;
    for form in ["town=Leeds", "csrf=&town=Leeds", "csrf=AAAA&town=Leeds"] {
        let sent = browser.post("/town", form).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        assert!(sent.body.contains("Please send the form once more"));
    }
    browser.cookies.clear();
    let without_cookie = browser.post("/town", &format!("csrf={}&town=Leeds", page.token())).await;
    assert_eq!(without_cookie.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_the_browser_says_comes_from_another_site_is_refused() {
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
    ] {
        let mut browser = Browser::new();
        let page = browser.get("/town").await;
        browser.extra = vec![(name, value)];
        let sent = browser.post("/town", &format!("csrf={}&town=Leeds", page.token())).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let mut browser = Browser::new();
    let page = browser.get("/town").await;
    browser.extra = vec![("origin", "http://localhost")];
    let sent = browser.post("/town", &format!("csrf={}&town=Leeds", page.token())).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_faulty_entry_answers_with_the_form_the_summary_and_the_sentence() {
    let mut browser = Browser::new();
    let page = browser.get("/town").await;
    let again = browser.post("/town", &format!("csrf={}&town=+", page.token())).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.body.contains("<title>Error: Your town"));
    assert!(again.body.contains("href=\"#town\"") && again.body.contains("id=\"town-error\""));
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_it_safe() {
    let mut browser = Browser::new();
    for path in ["/", "/town", "/nowhere", "/broken", web::assets::STYLE] {
        let page = browser.get(path).await;
        assert!(page.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert!(!page.header("content-security-policy").contains("unsafe"));
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("referrer-policy"), "same-origin");
        let kept =
            if path.starts_with("/assets") { "public, max-age=31536000, immutable" } else { "no-store" };
        assert_eq!(page.header("cache-control"), kept, "{path}");
    }
    assert_eq!(browser.get("/").await.header("strict-transport-security"), "");
}

#[tokio::test]
async fn over_https_cookies_are_bound_to_the_host() {
    use tower::ServiceExt;
    let app = app(web::Site { https: true, cookie_suffix: "-8081".into(), ..site() });
    let request = axum::http::Request::get("/town").body(axum::body::Body::empty()).unwrap();
    let response = app.oneshot(request).await.unwrap();
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-visitor-8081=") && cookie.contains("; Secure"), "{cookie}");
    assert!(response.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn every_stop_has_a_page_with_a_way_out() {
    let mut browser = Browser::new();
    let pages = [
        ("/nowhere", 404, "Page not found"),
        ("/refused", 403, "Your data protection training ended on 3 May 2026."),
        ("/broken", 500, "Reference:"),
        ("/panics", 500, "Reference:"),
    ];
    for (path, status, words) in pages {
        let page = browser.get(path).await;
        assert_eq!(page.status.as_u16(), status, "{path}");
        assert!(page.body.contains(words), "{path}: {}", page.body);
        assert!(page.body.contains("class=\"govuk-button\"") && page.body.contains("<main"), "{path}");
        assert!(!page.body.contains("disk is full"));
    }
    let wrong_verb = browser.post("/refused", "").await;
    assert_eq!((wrong_verb.status.as_u16(), wrong_verb.header("allow")), (405, "GET,HEAD"));
    let page = browser.get("/town").await;
    let long = format!("csrf={}&town={}", page.token(), "x".repeat(300_000));
    assert_eq!(browser.post("/town", &long).await.status.as_u16(), 413);
}

#[tokio::test]
async fn programs_get_problem_details() {
    let mut browser = Browser::new();
    browser.extra = vec![("accept", "application/json")];
    let page = browser.get("/refused").await;
    assert_eq!(page.header("content-type"), "application/problem+json");
    assert!(page.body.contains("\"status\":403") && page.body.contains("training ended"), "{}", page.body);
}

#[tokio::test]
async fn names_are_escaped_and_the_current_page_is_marked() {
    let mut browser = Browser::new();
    let page = browser.get("/").await;
    assert!(page.body.contains("Jo &#60;Jones&#62;"));
    assert!(page.body.contains("<a href=\"/\" aria-current=\"page\">Home</a>"));
    assert!(page.body.contains("<a href=\"/members\">Members</a>"));
}

#[tokio::test]
async fn a_look_is_kept_and_shown_on_every_page() {
    let mut browser = Browser::new();
    let page = browser.get("/look?back=%2Ftown").await;
    let form = format!("csrf={}&theme=dark&size=130&lang=cy&back=%2Ftown", page.token());
    let sent = browser.post("/look", &form).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/town"));
    let page = browser.get("/town").await;
    assert!(page.body.contains("<html lang=\"cy\" data-theme=\"dark\" data-text=\"130\">"), "{}", page.body);
    assert!(page.body.contains("Cael help"));
}

#[tokio::test]
async fn pages_are_compressed_for_browsers_that_take_it() {
    let mut browser = Browser::new();
    browser.extra = vec![("accept-encoding", "gzip, deflate, br")];
    let page = browser.get("/town").await;
    assert_eq!(page.header("content-encoding"), "gzip");
    assert!(page.body.contains("Your town"));
    assert_eq!(browser.get(web::assets::STYLE).await.header("content-encoding"), "br");
}
