use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use multer::{Constraints, Field, Multipart, SizeLimit};

use super::Form;
use crate::{Stop, Visit, csrf};

/// Sent with the file: the token and what was typed.
const MOST_TYPED: usize = 64 * 1024;
/// The whole request; who takes a file may ask for less.
const MOST: u64 = 256 * 1024 * 1024;

/// A form with a file, which comes piece by piece as it is asked for. The token is checked before the first piece; in
/// the page it stands before the file.
pub struct Upload {
    pub entries: Form,
    /// As the browser calls it, without folders.
    pub file_name: String,
    field: Option<Field<'static>>,
}

impl Upload {
    /// The next piece of the file; `None` at its end.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, Stop> {
        match &mut self.field {
            None => Ok(None),
            Some(field) => field.chunk().await.map_err(|_| Stop::TooLarge),
        }
    }

    /// Nobody chose a file.
    pub fn is_missing(&self) -> bool {
        self.field.is_none() || self.file_name.is_empty()
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Stop;

    async fn from_request(request: Request<Body>, state: &S) -> Result<Self, Stop> {
        let visit =
            request.extensions().get::<Visit>().cloned().expect("every route stands behind web::guard");
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let Ok(boundary) = multer::parse_boundary(kind) else {
            // A form without a file is one all the same: whoever sent it is told what is missing.
            let entries = Form::from_request(request, state).await?;
            return Ok(Upload { entries, file_name: String::new(), field: None });
        };
        let limit = Constraints::new().size_limit(SizeLimit::new().whole_stream(MOST));
        let mut parts = Multipart::with_constraints(request.into_body().into_data_stream(), boundary, limit);
        let (mut typed, mut entries) = (0, Vec::new());
        let mut upload = Upload { entries: Form::default(), file_name: String::new(), field: None };
        while let Some(mut field) = parts.next_field().await.map_err(|_| Stop::NotAForm)? {
            if let Some(name) = field.file_name() {
                upload.file_name = name
                    .rsplit(['/', '\\'])
                    .next()
                    .unwrap_or_default()
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(200)
                    .collect();
                upload.field = Some(field);
                break;
            }
            let name = field.name().unwrap_or_default().to_owned();
            let mut value = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(|_| Stop::NotAForm)? {
                typed += piece.len();
                if typed > MOST_TYPED {
                    return Err(Stop::TooLarge);
                }
                value.extend_from_slice(&piece);
            }
            entries.push((name, String::from_utf8_lossy(&value).replace('\0', "")));
        }
        upload.entries = Form::of(entries);
        if visit.accepts(upload.entries.raw(csrf::FIELD)) { Ok(upload) } else { Err(Stop::StaleForm) }
    }
}
