-- channel_name(c): what readers call a channel. A channel that is not known yet keeps its own name: better than to hide its numbers.
create macro channel_name(c) as
  case c
    when 'naver_search' then '네이버 검색'
    when 'kakao' then '카카오'
    when 'google_ads' then '구글 광고'
    when 'instagram' then '인스타그램'
    when 'facebook' then '페이스북'
    when 'crm_mail' then 'CRM 메일'
    when 'direct' then '직접 방문'
    else coalesce(c, '알 수 없음')
  end;
