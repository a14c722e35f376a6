use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::EncodingKey;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::randomness::Randomness;

const URL: &str = "https://accord.example";

fn at(second: i64) -> Timestamp {
    timestamp(1_790_000_000 + second).expect("a moment")
}

fn key(seed: u64) -> SigningKey {
    SigningKey::generate(&Randomness::seeded(seed))
}

fn tokens() -> Tokens {
    Tokens::new(URL, KeyRing::new(key(1), Vec::new()))
}

fn user() -> UserId {
    UserId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001))
}

fn session() -> SessionId {
    SessionId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002))
}

fn issued(tokens: &Tokens) -> String {
    let token = tokens.issue(user(), session(), Uuid::from_u128(3), at(0)).expect("issued");
    token.text.reveal().to_owned()
}

fn encoded(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

fn decoded(part: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON")
}

/// Header, claims and signature of a valid token.
fn parts() -> (Value, Value, String) {
    let token = issued(&tokens());
    let parts: Vec<&str> = token.split('.').collect();
    (decoded(parts[0]), decoded(parts[1]), parts[2].to_owned())
}

/// A value with one member put in, or with `null` taken out.
fn with(base: &Value, member: &str, value: Value) -> Value {
    let mut changed = base.clone();
    let members = changed.as_object_mut().expect("an object");
    if value.is_null() {
        members.remove(member);
    } else {
        members.insert(member.to_owned(), value);
    }
    changed
}

/// Signs whatever it is given with the service's own key: only the rules can refuse it.
fn signed(header: &Value, claims: &Value) -> String {
    signed_by(&key(1), header, claims)
}

fn signed_by(key: &SigningKey, header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let signature =
        jsonwebtoken::crypto::sign(message.as_bytes(), &key.encoding(), Algorithm::EdDSA);
    format!("{message}.{}", signature.expect("signed"))
}

fn hs256(secret: &[u8], header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", encoded(&with(header, "alg", json!("HS256"))), encoded(claims));
    let key = EncodingKey::from_secret(secret);
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key, Algorithm::HS256);
    format!("{message}.{}", signature.expect("signed"))
}

fn refused(token: &str, error: TokenError) {
    assert_eq!(tokens().verify(token, at(1)), Err(error), "{token}");
}

#[test]
fn a_token_says_who_in_which_session_and_until_when() {
    let tokens = tokens();
    let token = issued(&tokens);
    let expected = Bearer { user: user(), session: session(), expires_at: at(900) };
    assert_eq!(tokens.verify(&token, at(0)), Ok(expected));
    assert_eq!(tokens.verify(&token, at(1)), Ok(expected), "remembered, it says the same");
}

#[test]
fn header_and_claims_are_those_of_rfc_9068() {
    let (header, claims, _) = parts();
    assert_eq!(header, json!({"typ": "at+jwt", "alg": "EdDSA", "kid": key(1).kid()}));
    let expected = json!({
        "iss": URL, "aud": URL, "client_id": "accord",
        "sub": user().to_string(), "sid": session().to_string(),
        "iat": 1_790_000_000, "exp": 1_790_000_900,
        "jti": "00000000-0000-0000-0000-000000000003",
    });
    assert_eq!(claims, expected);
}

#[test]
fn the_forger_of_these_tests_can_make_a_valid_one() {
    let (header, claims, _) = parts();
    assert!(tokens().verify(&signed(&header, &claims), at(1)).is_ok());
}

#[test]
fn it_expires_on_the_second_remembered_or_not() {
    let tokens = tokens();
    let token = issued(&tokens);
    assert_eq!(tokens.verify(&token, at(900)), Err(TokenError::Expired));
    assert!(tokens.verify(&token, at(899)).is_ok());
    assert_eq!(tokens.verify(&token, at(900)), Err(TokenError::Expired));
    assert_eq!(tokens.verify(&token, at(1_000_000)), Err(TokenError::Expired));
}

#[test]
fn a_header_that_does_not_fit_is_refused_although_signed() {
    let (header, claims, _) = parts();
    let changed = |member, value| signed(&with(&header, member, value), &claims);
    for alg in ["none", "NoNe", "None", "eddsa", "ES512", ""] {
        refused(&changed("alg", json!(alg)), TokenError::Malformed);
    }
    for alg in ["HS256", "ES256", "RS256", "PS512"] {
        refused(&changed("alg", json!(alg)), TokenError::Algorithm);
    }
    for typ in [json!("JWT"), json!("AT+JWT"), json!("application/at+jwt"), json!(""), Value::Null]
    {
        refused(&changed("typ", typ), TokenError::Type);
    }
    for crit in [json!(["x"]), json!(["exp"]), json!([])] {
        refused(&changed("crit", crit), TokenError::Critical);
    }
    for kid in
        [json!("x"), json!(""), json!("../../../../dev/null"), json!(key(2).kid()), Value::Null]
    {
        refused(&changed("kid", kid), TokenError::UnknownKey);
    }
    for kid in [json!(7), json!({})] {
        refused(&changed("kid", kid), TokenError::Malformed);
    }
}

#[test]
fn claims_that_do_not_fit_are_refused_although_signed() {
    let (header, claims, _) = parts();
    let changed = |member, value| signed(&header, &with(&claims, member, value));
    for iss in ["https://elsewhere.example", "https://accord.example/", ""] {
        refused(&changed("iss", json!(iss)), TokenError::Issuer);
    }
    for aud in ["https://elsewhere.example", "HTTPS://accord.example", ""] {
        refused(&changed("aud", json!(aud)), TokenError::Audience);
    }
    for list in ["iss", "aud"] {
        refused(&changed(list, json!([URL, "https://elsewhere.example"])), TokenError::Malformed);
    }
    for member in ["iss", "aud", "client_id", "sub", "sid", "iat", "exp", "jti"] {
        refused(&changed(member, Value::Null), TokenError::Malformed);
    }
    refused(&changed("sub", json!(session().to_string())), TokenError::Malformed);
    refused(&changed("sid", json!(user().to_string())), TokenError::Malformed);
    refused(&changed("sub", json!("ana")), TokenError::Malformed);
    refused(&changed("exp", json!(1_790_000_001)), TokenError::Expired);
    refused(&changed("exp", json!(0)), TokenError::Expired);
    refused(&changed("exp", json!(-1)), TokenError::Expired);
    for exp in [json!("1790000900"), json!(1e18), json!(i64::MAX), json!(true)] {
        refused(&changed("exp", exp), TokenError::Malformed);
    }
}

#[test]
fn no_other_key_signs_for_us() {
    let (header, claims, signature) = parts();
    let (head, body) = (encoded(&header), encoded(&claims));
    refused(&signed_by(&key(2), &header, &claims), TokenError::Signature);
    let other = serde_json::to_value(key(2).public()).expect("JSON");
    for member in ["jwk", "jku", "x5u"] {
        let value = if member == "jwk" { other.clone() } else { json!("http://127.0.0.1:9/jwks") };
        refused(&signed_by(&key(2), &with(&header, member, value), &claims), TokenError::Signature);
    }
    let later = encoded(&with(&claims, "exp", json!(1_890_000_000)));
    refused(&format!("{head}.{later}.{signature}"), TokenError::Signature);
    let nobody = encoded(&with(&claims, "sub", json!(UserId(Uuid::nil()).to_string())));
    refused(&format!("{head}.{nobody}.{signature}"), TokenError::Signature);
    refused(&format!("{head}.{body}."), TokenError::Signature);
    refused(&format!("{head}.{body}.{}", &signature[..40]), TokenError::Signature);
}

#[test]
fn the_public_key_is_no_shared_secret() {
    let (header, claims, _) = parts();
    let public = key(1).public();
    let raw = URL_SAFE_NO_PAD.decode(&public.x).expect("base64url");
    let jwk = serde_json::to_vec(&public).expect("JSON");
    for secret in [&raw[..], public.x.as_bytes(), &jwk, b""] {
        refused(&hs256(secret, &header, &claims), TokenError::Algorithm);
    }
}

#[test]
fn what_is_no_token_is_refused() {
    let token = issued(&tokens());
    let (head, rest) = token.split_once('.').expect("parts");
    for text in ["", ".", "..", "...", "a.b.c", "{}", "accord_key_1"] {
        refused(text, TokenError::Malformed);
    }
    for text in
        [format!("{head}.%%%.x"), format!("{head}.{head}"), format!(".{rest}"), rest.to_owned()]
    {
        assert!(tokens().verify(&text, at(1)).is_err(), "{text}");
    }
    for text in
        [format!("{token}.x"), format!("{token}="), format!(" {token}"), format!("{token}\n")]
    {
        assert!(tokens().verify(&text, at(1)).is_err(), "{text}");
    }
}

#[test]
fn a_former_key_still_verifies_and_one_out_of_use_takes_its_tokens_along() {
    let tokens = tokens();
    let old = issued(&tokens);
    assert!(tokens.verify(&old, at(1)).is_ok());
    tokens.replace_keys(KeyRing::new(key(2), vec![key(1)]));
    assert!(tokens.verify(&old, at(1)).is_ok());
    let new = issued(&tokens);
    tokens.replace_keys(KeyRing::new(key(2), Vec::new()));
    assert!(tokens.verify(&new, at(1)).is_ok());
    assert_eq!(tokens.verify(&old, at(1)), Err(TokenError::UnknownKey));
}

#[test]
fn the_signing_key_is_published_first_and_a_stranger_can_verify_with_it() {
    let tokens = Tokens::new(URL, KeyRing::new(key(2), vec![key(1)]));
    let published = serde_json::to_value(tokens.public_keys()).expect("JSON");
    assert_eq!(published["keys"][0]["kid"], key(2).kid());
    assert_eq!(published["keys"][1]["kid"], key(1).kid());
    let set: jsonwebtoken::jwk::JwkSet = serde_json::from_value(published).expect("a key set");
    let theirs = set.find(key(2).kid()).expect("the key");
    assert_eq!(
        theirs.thumbprint(jsonwebtoken::jwk::ThumbprintHash::SHA256).expect("a thumbprint"),
        key(2).kid()
    );
    let decoding = jsonwebtoken::DecodingKey::from_jwk(theirs).expect("a key");
    let mut validation = signature_only();
    validation.set_issuer(&[URL]);
    let read = jsonwebtoken::decode::<Claims>(issued(&tokens), &decoding, &validation);
    assert_eq!(read.expect("verified").claims.sub, user());
}

#[test]
fn only_what_was_verified_is_remembered() {
    let tokens = tokens();
    let token = issued(&tokens);
    let expired_by_then = tokens.verify(&token, at(900));
    assert_eq!(expired_by_then, Err(TokenError::Expired));
    assert!(tokens.verify(&format!("{token}x"), at(1)).is_err());
    assert_eq!(tokens.trust().verified.len(), 0);
    assert!(tokens.verify(&token, at(1)).is_ok());
    assert!(tokens.verify(&token, at(2)).is_ok());
    assert_eq!(tokens.trust().verified.len(), 1);
}

#[test]
fn debug_does_not_show_the_token() {
    let token = tokens().issue(user(), session(), Uuid::nil(), at(0)).expect("issued");
    assert!(!format!("{token:?}").contains(token.text.reveal()));
}

proptest! {
    #[test]
    fn one_changed_character_is_noticed(place: prop::sample::Index, other in "[A-Za-z0-9_.-]") {
        let (tokens, token) = (tokens(), issued(&tokens()));
        let place = place.index(token.len());
        prop_assume!(token[place..=place] != other);
        let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
        prop_assert!(tokens.verify(&changed, at(1)).is_err(), "{}", changed);
    }
}
